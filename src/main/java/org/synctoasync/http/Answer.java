package org.synctoasync.http;

/**
 * An answer ready to be sent.
 *
 * @param status the HTTP status code
 * @param mediaType the media type of the body, without its character set, which is UTF-8
 * @param body the bytes of the body; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String mediaType, byte[] body) {}
