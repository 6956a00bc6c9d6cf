package org.synctoasync.http.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A buffer with a maximum number of bytes.
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

    /** The bytes exceed the maximum. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("too large", null);
        }
    }
}
