package org.synctoasync.http.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Holds so many bytes and no more.
 *
 * <p><b>Threading:</b> confined to the thread that writes.
 */
final class BoundedBytes extends OutputStream {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(512);
    private final int most;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > most - held.size()) {
            throw new TooLarge();
        }
        held.write(bytes, offset, length);
    }

    byte[] toByteArray() {
        return held.toByteArray();
    }

    /** There are more bytes than may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("too large", null);
        }
    }
}
