package org.synctoasync.jpa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Position;

/**
 * Writes and reads cursors. A cursor contains the values by which a row is ordered, and a checksum over these values,
 * the name of the rows and their order.
 *
 * <p>The checksum is not a signature. It detects cursors that are truncated, changed by accident, or made for another
 * field or order. A client that computes the checksum can make a cursor for any position. This reveals no more than a
 * filter does: the values of a cursor are parameters of the statement, and they have the classes that the order
 * requires.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param order names the rows and the order
 * @param types the classes of the values
 */
record Cursors(String order, List<Class<?>> types) {
    private static final int CHECKSUM = 4;
    private static final int NULL = -1;

    /** Returns the cursor of a row. */
    String write(List<@Nullable Object> values) {
        List<byte @Nullable []> texts = new ArrayList<>();
        int size = CHECKSUM;
        for (Object value : values) {
            byte[] text = value == null ? null : CursorValues.write(value).getBytes(StandardCharsets.UTF_8);
            texts.add(text);
            size += Integer.BYTES + (text == null ? 0 : text.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).position(CHECKSUM);
        for (byte[] text : texts) {
            if (text == null) {
                bytes.putInt(NULL);
            } else {
                bytes.putInt(text.length).put(text);
            }
        }
        bytes.putInt(0, checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Returns the position in a cursor.
     *
     * @throws IllegalArgumentException if the cursor does not belong to these rows in this order
     */
    Position read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            List<@Nullable Object> values = values(ByteBuffer.wrap(bytes));
            if (ByteBuffer.wrap(bytes).getInt() == checksum(bytes)) {
                return new Position(write(values), values);
            }
        } catch (RuntimeException malformed) { // any kind of malformed cursor
            throw refused(malformed);
        }
        throw refused(null);
    }

    private List<@Nullable Object> values(ByteBuffer bytes) {
        bytes.position(CHECKSUM);
        List<@Nullable Object> values = new ArrayList<>();
        for (Class<?> type : types) {
            values.add(value(bytes, type));
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("too long");
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer bytes, Class<?> type) {
        int length = bytes.getInt();
        if (length == NULL) {
            return null;
        }
        if (length > bytes.remaining()) {
            throw new IllegalArgumentException("cut off");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return CursorValues.read(new String(text, StandardCharsets.UTF_8), type);
    }

    private int checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(order.getBytes(StandardCharsets.UTF_8));
        sum.update(bytes, CHECKSUM, bytes.length - CHECKSUM);
        return (int) sum.getValue();
    }

    private static IllegalArgumentException refused(@Nullable RuntimeException cause) {
        return new IllegalArgumentException("is no cursor of this field in this order", cause);
    }
}
