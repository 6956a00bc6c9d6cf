package org.synctoasync.http.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a GET request, {@code application/x-www-form-urlencoded} in UTF-8. It rejects text that two
 * readers could interpret differently, because the servers' own readers differ in what they accept.
 *
 * <p><b>Threading:</b> stateless.
 */
final class QueryString {
    private QueryString() {}

    /** The parameters with these names; other parameters are ignored. */
    static Map<String, String> parse(@Nullable String raw, Set<String> names) throws RequestError {
        Map<String, String> parameters = new HashMap<>();
        if (raw == null) {
            return parameters;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (names.contains(name)
                    && parameters.put(name, decode(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                throw RequestError.badRequest("The parameter '" + name + "' is there more than once");
            }
        }
        return parameters;
    }

    private static String decode(String encoded) throws RequestError {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char letter = encoded.charAt(i);
            if (letter == '%') {
                bytes.write(octet(encoded, i + 1));
                i += 2;
            } else {
                bytes.write(letter == '+' ? ' ' : letter); // a server returns non-ASCII characters as single bytes
            }
        }
        return utf8(bytes.toByteArray(), "The URI");
    }

    private static int octet(String encoded, int at) throws RequestError {
        if (at + 2 > encoded.length()
                || !HexFormat.isHexDigit(encoded.charAt(at))
                || !HexFormat.isHexDigit(encoded.charAt(at + 1))) {
            throw RequestError.badRequest("The URI has a '%' without two hexadecimal digits behind it");
        }
        return HexFormat.fromHexDigits(encoded, at, at + 2);
    }

    /** Decodes bytes, which must be UTF-8. */
    static String utf8(byte[] bytes, String where) throws RequestError {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw RequestError.badRequest(where + " is not UTF-8");
        }
    }
}
