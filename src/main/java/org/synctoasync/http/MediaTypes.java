package org.synctoasync.http;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The media types of GraphQL over HTTP, sections 4.2 and 5.1. */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String RESPONSE = "application/graphql-response+json";

    private MediaTypes() {}

    /** Whether a request's body is JSON in UTF-8, by its header {@code Content-Type}. */
    static boolean isJson(@Nullable String contentType) {
        String[] parts = contentType == null
                ? new String[] {""}
                : contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals(JSON)
                && Stream.of(parts)
                        .skip(1)
                        .map(String::strip)
                        .noneMatch(parameter -> parameter.startsWith("charset")
                                && !parameter.replace("\"", "").equals("charset=utf-8"));
    }

    /** The media type of the response, by the request's header {@code Accept}. */
    static String ofResponse(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(RESPONSE) ? RESPONSE : JSON;
    }
}
