package org.synctoasync.http.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.synctoasync.http.request.ConnectionHeader;

/**
 * A response that is ready to be sent.
 *
 * @param status the HTTP status code
 * @param mediaType the media type of the body, without its character set, which is UTF-8
 * @param body the bytes of the body, which must not be changed
 * @param headers further headers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
    /** Sets the status and the headers of the response; the body follows. */
    public void announce(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(status);
        headers.forEach((name, value) -> ConnectionHeader.set(request, response, name, value));
        response.setContentType(mediaType);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
    }
}
