package org.synctoasync.http;

import jakarta.servlet.http.HttpServletResponse;

/**
 * An answer ready to be sent.
 *
 * @param status the HTTP status code
 * @param mediaType the media type of the body, without its character set, which is UTF-8
 * @param body the bytes of the body; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String mediaType, byte[] body) {
    /** Says what the body is that will follow. */
    void announce(HttpServletResponse response) {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
    }
}
