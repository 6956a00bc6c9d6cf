package org.synctoasync.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads a request's body as it comes in, without a thread that waits for it.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time.
 */
final class BodyReader implements ReadListener {
    private final ServletInputStream in;
    private final long most;
    private final Consumer<byte[]> whole;
    private final Consumer<RequestError> tooLong;
    private final Consumer<Throwable> lost;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private boolean refused;

    /**
     * Makes a reader.
     *
     * @param most how many bytes the body may have
     * @param whole takes the body
     * @param tooLong takes the error of a body that has more
     * @param lost takes the reason why the body did not come
     */
    BodyReader(
            ServletInputStream in,
            long most,
            Consumer<byte[]> whole,
            Consumer<RequestError> tooLong,
            Consumer<Throwable> lost) {
        this.in = in;
        this.most = most;
        this.whole = whole;
        this.tooLong = tooLong;
        this.lost = lost;
    }

    @Override
    public void onDataAvailable() throws IOException {
        int count = 0;
        while (!refused && count >= 0 && in.isReady()) {
            count = in.read(buffer);
            if (count > 0) {
                append(count);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!refused) {
            whole.accept(body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        lost.accept(failure);
    }

    private void append(int count) {
        if (body.size() + count > most) {
            refused = true;
            tooLong.accept(new RequestError(413, "The body has more than " + most + " bytes"));
        } else {
            body.write(buffer, 0, count);
        }
    }
}
