package org.synctoasync.http.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.synctoasync.http.request.IncrementalFormat;
import org.synctoasync.http.request.MediaTypes;

/**
 * The text around the parts of a response.
 *
 * <p><b>Threading:</b> immutable.
 */
interface PartFraming {
    /** The media type of the whole response. */
    String mediaType();

    /**
     * A part with the text around it.
     *
     * @param first whether it is the first part
     * @param more whether another part follows
     */
    byte[] frame(byte[] json, boolean first, boolean more);

    /** The bytes that are sent while there is no part to send. */
    byte[] heartbeat();

    /**
     * The framing of {@code multipart/mixed}. The delimiter that ends a part is sent with the part, so that the client
     * can read the part at once.
     */
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

        /** Is empty, because clients would read an empty part as a part. */
        @Override
        public byte[] heartbeat() {
            return new byte[0];
        }
    }

    /** The framing as server-sent events: an event {@code next} for each part. */
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

    /** Joins a part with the text around it, which is ASCII. */
    private static byte[] join(String before, byte[] json, String behind) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(before.length() + json.length + behind.length());
        whole.writeBytes(before.getBytes(US_ASCII));
        whole.writeBytes(json);
        whole.writeBytes(behind.getBytes(US_ASCII));
        return whole.toByteArray();
    }
}
