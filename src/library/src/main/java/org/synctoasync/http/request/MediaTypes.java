package org.synctoasync.http.request;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting.HttpProfile;

/**
 * The media types of GraphQL over HTTP, sections "Media Types", "Accept" and "Legacy Watershed", and of server-sent
 * events.
 */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String RESPONSE = "application/graphql-response+json";
    public static final String EVENTS = "text/event-stream";
    static final String FORM = "multipart/form-data";
    public static final String PARTS = "multipart/mixed";

    /** The labels of UTF-8 in lower case (Encoding Standard, "Names and labels"). */
    private static final Set<String> UTF_8 =
            Set.of("utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8");

    private MediaTypes() {}

    /** Whether the header {@code Content-Type} declares a body of JSON in UTF-8. */
    static boolean isJson(@Nullable String contentType) {
        String[] parts = contentType == null
                ? new String[] {""}
                : contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals(JSON) && Stream.of(parts).skip(1).noneMatch(MediaTypes::isOtherCharset);
    }

    private static boolean isOtherCharset(String parameter) {
        String[] pair = parameter.split("=", 2);
        String value = pair.length < 2 ? "" : pair[1].strip().replaceFirst("^\"(.*)\"$", "$1");
        return pair[0].strip().equals("charset") && !UTF_8.contains(value);
    }

    /** Whether the header {@code Content-Type} declares a form with files. */
    public static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType
                        .toLowerCase(Locale.ROOT)
                        .split(";", -1)[0]
                        .strip()
                        .equals(FORM);
    }

    /**
     * The media type of the response, chosen by the request header {@code Accept}; empty if no type is acceptable. A
     * client that names a readable type gets this type. If the client accepts any type, the profile chooses. Events are
     * sent only to clients that name them. A response consists only of parts if the client names no other type.
     */
    static Optional<String> ofResponse(@Nullable String accept, HttpProfile profile) {
        Accept wishes = new Accept(accept);
        boolean newFirst = wishes.names(RESPONSE) || profile == HttpProfile.DRAFT;
        String first = newFirst ? RESPONSE : JSON;
        String second = newFirst ? JSON : RESPONSE;
        Optional<String> whole = wishes.names(EVENTS) ? wishes.best(first, second, EVENTS) : wishes.best(first, second);
        return whole.isEmpty() && incremental(accept).isPresent() ? Optional.of(PARTS) : whole;
    }

    /** The format in which the client reads parts; empty if the client prefers a single document. */
    public static Optional<IncrementalFormat> incremental(@Nullable String accept) {
        return new Accept(accept)
                .parameters(PARTS, RESPONSE, JSON)
                .flatMap(parameters -> Stream.ofNullable(IncrementalFormat.of(parameters)))
                .findFirst();
    }

    /** Whether the client can read events, even if it prefers another type. */
    public static boolean takesEvents(@Nullable String accept) {
        return new Accept(accept).names(EVENTS);
    }
}
