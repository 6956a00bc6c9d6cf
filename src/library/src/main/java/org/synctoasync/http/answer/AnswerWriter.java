package org.synctoasync.http.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.kickstart.execution.GraphQLObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.DoorSetting.HttpProfile;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.error.Failure;
import org.synctoasync.http.request.RequestError;

/**
 * Makes responses of one JSON document each. The package {@code stream} sends responses in parts and as events.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class AnswerWriter {
    private static final Map<String, String> RETRY = Map.of("Retry-After", Failure.RETRY_SECONDS);

    private final GraphQLObjectMapper mapper;
    private final HttpProfile profile;
    private final int most;
    private final Optional<String> challenge;

    public AnswerWriter(GraphQLObjectMapper mapper, Settings settings) {
        this.mapper = mapper;
        this.profile = settings.get(DoorSetting.HTTP_PROFILE);
        this.challenge = settings.get(DoorSetting.CHALLENGE);
        this.most = settings.get(DoorSetting.MAX_RESPONSE_SIZE).intValue();
    }

    HttpProfile profile() {
        return profile;
    }

    /** The response to one request. */
    public Answer answer(ExecutionResult result, String mediaType) {
        ExecutionResult coded = ErrorCodes.added(result);
        int status = Statuses.of(coded, mediaType, profile);
        return written(
                status == 401 && challenge.isEmpty() ? 403 : status, mediaType, map(coded), result.isDataPresent());
    }

    /** The response to an array of requests. */
    public Answer answers(List<ExecutionResult> results, String mediaType) {
        List<Object> all = results.stream()
                .<Object>map(result -> map(ErrorCodes.added(result)))
                .toList();
        return written(200, mediaType, all, true);
    }

    /** The response to a request that is rejected or has failed. */
    public Answer failure(Throwable thrown, String mediaType) {
        Failure failure = RequestError.failure(thrown);
        Map<String, String> headers = failure.isRepeatable() ? RETRY : Map.of();
        int status = Statuses.of(failure);
        if (thrown instanceof RequestError refused) {
            headers = refused.headers();
            status = Statuses.of(refused, mediaType, profile);
        }
        return new Answer(status, mediaType, small(error(failure)), headers);
    }

    /**
     * A message of a socket.
     *
     * @param id the id of the operation; null for a message that belongs to no operation
     * @param payload the body of a response, or any JSON value; null for no payload
     */
    public String message(String type, @Nullable String id, @Nullable Object payload) {
        Map<String, Object> message = new LinkedHashMap<>();
        if (id != null) {
            message.put("id", id);
        }
        message.put("type", type);
        if (payload != null) {
            message.put("payload", payload instanceof Answer answer ? new RawValue(utf8(answer.body())) : payload);
        }
        return utf8(small(message));
    }

    /** The message of a socket that ends an operation with errors. */
    public String errorMessage(String id, ExecutionResult errors) {
        try {
            return message("error", id, errors(errors));
        } catch (Throwable unwritable) { // extensions that are not JSON
            return message("error", id, List.of(map(Failure.of(unwritable))));
        }
    }

    /** The maximum size of a response in bytes. */
    public int most() {
        return most;
    }

    /**
     * A part of a response.
     *
     * @param isTold whether the part has the intended content; otherwise it reports an error and is the last part
     */
    public record Part(byte[] bytes, boolean isTold) {}

    /**
     * Makes a part of a response.
     *
     * @param told makes the intended content
     * @param left how many bytes this part and all further parts may have
     * @param untold makes the replacement for a part that cannot be sent, from the errors
     */
    public Part part(Supplier<Map<String, Object>> told, long left, Function<Object, Map<String, Object>> untold) {
        Map<String, Object> failed;
        try {
            return new Part(bytes(told.get(), (int) left), true);
        } catch (BoundedBytes.TooLarge excess) {
            failed = tooLarge(false);
        } catch (Throwable unwritable) {
            failed = error(Failure.of(unwritable));
        }
        return new Part(small(untold.apply(Objects.requireNonNull(failed.get("errors")))), false);
    }

    /** The errors of a response, in the form that clients receive. */
    public static List<Map<String, Object>> errors(ExecutionResult result) {
        return ErrorCodes.added(result).getErrors().stream()
                .map(AnswerWriter::map)
                .toList();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The entries of a response. A request that was not executed has no entry {@code data}: GraphQL, section 7.1. */
    public static Map<String, Object> map(ExecutionResult result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            answer.put(
                    "errors", result.getErrors().stream().map(AnswerWriter::map).toList());
        }
        if (result.isDataPresent()) {
            answer.put("data", result.getData());
        }
        if (result.getExtensions() != null) {
            answer.put("extensions", result.getExtensions());
        }
        return answer;
    }

    /** Removes the engine's own classification, which treats every unknown error as an exception. */
    private static Map<String, Object> map(GraphQLError error) {
        Map<String, Object> told = new LinkedHashMap<>(error.toSpecification());
        if (told.get("extensions") instanceof Map<?, ?> extensions) {
            Map<Object, Object> ours = new LinkedHashMap<>(extensions);
            ours.remove("classification");
            told.put("extensions", ours);
        }
        return told;
    }

    private Answer written(int status, String mediaType, Object answer, boolean executed) {
        try {
            Map<String, String> headers =
                    status == 401 ? Map.of("WWW-Authenticate", challenge.orElseThrow()) : Map.of();
            return new Answer(status, mediaType, bytes(answer, most), headers);
        } catch (BoundedBytes.TooLarge excess) {
            return new Answer(status, mediaType, small(tooLarge(executed)), Map.of());
        } catch (Throwable unwritable) { // a value that is not JSON, such as that of an application's scalar
            return failure(unwritable, mediaType);
        }
    }

    /** An executed request keeps its entry {@code data}, which shows that it was executed. */
    private Map<String, Object> tooLarge(boolean executed) {
        String setting = DoorSetting.MAX_RESPONSE_SIZE.key();
        Map<String, Object> answer = new LinkedHashMap<>(error(new Failure(
                ErrorCodes.LIMIT_EXCEEDED,
                "The answer has more than " + most + " bytes, the limit; ask for less; the setting is " + setting,
                Map.of("code", ErrorCodes.LIMIT_EXCEEDED, "setting", setting),
                false)));
        if (executed) {
            answer.put("data", null);
        }
        return answer;
    }

    private byte[] bytes(Object answer, int most) throws IOException {
        BoundedBytes out = new BoundedBytes(most);
        mapper.getJacksonMapper().writeValue(out, answer);
        return out.toByteArray();
    }

    private byte[] small(Map<String, ?> answer) {
        try {
            return mapper.getJacksonMapper().writeValueAsBytes(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> error(Failure failure) {
        return Map.of("errors", List.of(map(failure)));
    }

    private static Map<String, Object> map(Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", failure.message());
        error.put("extensions", failure.extensions());
        return error;
    }
}
