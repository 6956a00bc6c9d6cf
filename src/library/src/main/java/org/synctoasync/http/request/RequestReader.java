package org.synctoasync.http.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * Reads the parameters of GraphQL requests from a body or a URI, and rejects requests that are not well-formed: GraphQL
 * over HTTP, sections "Request Parameters", "GET" and "POST".
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class RequestReader {
    private static final Set<String> OF_URI = Set.of("query", "operationName", "variables", "extensions", "documentId");

    private final ObjectMapper json;
    private final long mostInBatch;

    public RequestReader(Settings settings) {
        mostInBatch = settings.get(DoorSetting.MAX_BATCH);
        int depth = settings.get(DoorSetting.MAX_JSON_DEPTH).intValue();
        int length = settings.get(DoorSetting.MAX_BODY_SIZE).intValue();
        JsonFactory strict = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(length)
                        .maxNumberLength(400)
                        .maxNameLength(1000)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // two readers could see two requests
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // caches no client-made names
                .build();
        json = JacksonMappers.keptToItself(JsonMapper.builder(strict)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build());
    }

    /** Reads the request in a URI. */
    public HttpRequest ofUri(@Nullable String queryString) throws RequestError {
        Map<String, String> parameters = QueryString.parse(queryString, OF_URI);
        return new HttpRequest(
                parameters.get("query"),
                parameters.get("documentId"),
                parameters.get("operationName"),
                map("variables", embedded("variables", parameters)),
                map("extensions", embedded("extensions", parameters)));
    }

    /** Reads the request in a body. If batches are enabled, the body may be an array of requests. */
    public Body ofBody(byte[] body) throws RequestError {
        return ofValues(parse(QueryString.utf8(body, "The body"), "The body"));
    }

    /** Reads the JSON of one part of a body. */
    @Nullable Object ofPart(String name, byte[] part) throws RequestError {
        String where = "The part '" + name + "'";
        return parse(QueryString.utf8(part, where), where);
    }

    /** Reads the request in a JSON value, or the requests of an array. */
    Body ofValues(@Nullable Object value) throws RequestError {
        if (!(value instanceof List<?> list)) {
            return new Body(List.of(ofValue(value)), false);
        }
        if (mostInBatch == 0) {
            throw RequestError.malformed("The body is an array; batches are off, see " + DoorSetting.MAX_BATCH.key());
        }
        if (list.size() > mostInBatch) {
            throw RequestError.tooLarge(422, "The array of requests", mostInBatch, DoorSetting.MAX_BATCH.key());
        }
        if (list.isEmpty()) {
            throw RequestError.malformed("The array has no request");
        }
        List<HttpRequest> requests = new ArrayList<>();
        for (Object each : list) {
            requests.add(ofValue(each));
        }
        return new Body(requests, true);
    }

    /** Reads the JSON object in a message. */
    public Map<String, Object> ofMessage(String text) throws RequestError {
        Map<String, Object> message = map("message", parse(text, "The message"));
        if (message == null) {
            throw RequestError.malformed("The message is no object");
        }
        return message;
    }

    /**
     * The requests of a body.
     *
     * @param requests one or more
     * @param batch whether they arrived as an array, and are answered as an array
     */
    public record Body(List<HttpRequest> requests, boolean batch) {}

    private @Nullable Object embedded(String name, Map<String, String> parameters) throws RequestError {
        String text = parameters.get(name);
        return text == null || text.isEmpty() ? null : parse(text, "The parameter '" + name + "'");
    }

    private @Nullable Object parse(String text, String where) throws RequestError {
        if (text.startsWith("\uFEFF")) {
            throw RequestError.badRequest(
                    where + " begins with a byte order mark, which JSON must not have (RFC 8259, section 8.1)");
        }
        try {
            return json.readValue(text, Object.class);
        } catch (StreamConstraintsException excess) {
            throw new RequestError(
                    422,
                    "LIMIT_EXCEEDED",
                    where + " is nested too deep, or has too long a name or number; see "
                            + DoorSetting.MAX_JSON_DEPTH.key());
        } catch (JsonProcessingException malformed) {
            throw RequestError.badRequest(where + " is no JSON that can have one meaning only");
        }
    }

    /** Reads the request in a JSON value. */
    public static HttpRequest ofValue(@Nullable Object value) throws RequestError {
        if (!(value instanceof Map<?, ?> parameters)) {
            throw RequestError.malformed("The request is no JSON object with the parameters of a GraphQL request");
        }
        return new HttpRequest(
                text("query", parameters.get("query")),
                text("documentId", parameters.get("query") == null ? parameters.get("documentId") : null),
                text("operationName", parameters.get("operationName")),
                map("variables", parameters.get("variables")),
                map("extensions", parameters.get("extensions")));
    }

    private static @Nullable String text(String name, @Nullable Object value) throws RequestError {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw RequestError.malformed("The parameter '" + name + "' is no string");
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are strings
    public static @Nullable Map<String, Object> map(String name, @Nullable Object value) throws RequestError {
        if (value == null || value instanceof Map<?, ?>) {
            return (Map<String, Object>) value;
        }
        throw RequestError.malformed("The parameter '" + name + "' is no object");
    }
}
