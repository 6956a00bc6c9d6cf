package org.synctoasync.http.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.synctoasync.http.request.IncrementalFormat;
import org.synctoasync.http.request.MediaTypes;

/**
 * What stands around the parts of an answer.
 *
 * <p><b>Threading:</b> immutable.
 */
interface PartFraming {
    /** The media type of the whole. */
    String mediaType();

    /**
     * A part with what stands around it.
     *
     * @param first whether none comes before it
     * @param more whether one comes after it
     */
    byte[] frame(byte[] json, boolean first, boolean more);

    /** What says that nothing is to be said yet. */
    byte[] heartbeat();

    /** In {@code multipart/mixed}. The line that ends a part is sent with it: so a client has it at once. */
    record Multipart(IncrementalFormat format) implements PartFraming {
        @Override
        public String mediaType() {
            return MediaTypes.PARTS + ";boundary=\"-\";" + format.parameter();
        }

        @Override
        public byte[] frame(byte[] json, boolean first, boolean more) {
            return join(
                    (first ? "\r\n---\r\n" : "") + "Content-Type: application/json; charset=utf-8\r\n\r\n",
                    json,
                    more ? "\r\n---\r\n" : "\r\n-----\r\n");
        }

        /** An empty part would be one that clients read. */
        @Override
        public byte[] heartbeat() {
            return new byte[0];
        }
    }

    /** As server-sent events: an event {@code next} for each part. */
    record Events() implements PartFraming {
        @Override
        public String mediaType() {
            return EventStreams.MEDIA_TYPE;
        }

        @Override
        public byte[] frame(byte[] json, boolean first, boolean more) {
            return join(EventStreams.NEXT, json, EventStreams.END + (more ? "" : EventStreams.COMPLETE));
        }

        @Override
        public byte[] heartbeat() {
            return EventStreams.COMMENT.getBytes(US_ASCII);
        }
    }

    /** Both ends are ASCII. */
    private static byte[] join(String before, byte[] json, String behind) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(before.length() + json.length + behind.length());
        whole.writeBytes(before.getBytes(US_ASCII));
        whole.writeBytes(json);
        whole.writeBytes(behind.getBytes(US_ASCII));
        return whole.toByteArray();
    }
}
