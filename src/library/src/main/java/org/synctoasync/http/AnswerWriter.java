package org.synctoasync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.kickstart.execution.GraphQLObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.DoorSetting.HttpProfile;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.ErrorCodes;
import org.synctoasync.graphql.InternalErrors;
import org.synctoasync.graphql.SourceFailure;

/**
 * Makes answers of one JSON document each. Another way to answer, in parts or as events, would stand beside this one.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class AnswerWriter {
    static final String RETRY_SECONDS = "1";
    private static final String BUSY = "The server is busy; try again in " + RETRY_SECONDS + " s";

    private final GraphQLObjectMapper mapper;
    private final HttpProfile profile;
    private final int most;
    private final Optional<String> challenge;

    AnswerWriter(GraphQLObjectMapper mapper, Settings settings) {
        this.mapper = mapper;
        this.profile = settings.get(DoorSetting.HTTP_PROFILE);
        this.challenge = settings.get(DoorSetting.CHALLENGE);
        this.most = settings.get(DoorSetting.MAX_RESPONSE_SIZE).intValue();
    }

    HttpProfile profile() {
        return profile;
    }

    /** What a client that has not logged in is asked for, by an answer of that status. */
    Optional<String> challenge(int status) {
        return challenge.filter(log -> status == HttpServletResponse.SC_UNAUTHORIZED);
    }

    /** The answer to one request. */
    Answer answer(ExecutionResult result, String mediaType) {
        ExecutionResult coded = ErrorCodes.added(result);
        int status = Statuses.of(coded, mediaType, profile);
        return written(
                status == 401 && challenge.isEmpty() ? 403 : status, mediaType, map(coded), result.isDataPresent());
    }

    /** The answer to an array of requests. */
    Answer answers(List<ExecutionResult> results, String mediaType) {
        List<Object> all = results.stream()
                .<Object>map(result -> map(ErrorCodes.added(result)))
                .toList();
        return written(200, mediaType, all, true);
    }

    /** The answer to a request that is refused, or that has failed. */
    Answer failure(Throwable failure, String mediaType) {
        if (failure instanceof RequestError refused) {
            int status = Statuses.of(refused, mediaType, profile);
            return written(status, mediaType, error(refused.message(), Map.of("code", refused.code())), false);
        }
        if (failure instanceof RejectedExecutionException) {
            return written(503, mediaType, error(BUSY, Map.of("code", ErrorCodes.UNAVAILABLE)), false);
        }
        return masked(failure, mediaType);
    }

    /** The headers that belong to the answer of a request which is refused, or has failed. */
    static Map<String, String> headers(Throwable failure) {
        if (failure instanceof RequestError refused) {
            return refused.headers();
        }
        return failure instanceof RejectedExecutionException ? Map.of("Retry-After", RETRY_SECONDS) : Map.of();
    }

    /** What an array, or a stream, has for a request that was not executed, or has failed. */
    static ExecutionResult refused(Throwable failure) {
        Throwable thrown =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError();
        if (thrown instanceof SourceFailure failed) {
            return ExecutionResult.newExecutionResult().addError(failed.error()).build();
        }
        if (thrown instanceof RequestError refused) {
            error.message("%s", refused.message()).extensions(Map.of("code", refused.code()));
        } else if (thrown instanceof RejectedExecutionException) {
            error.message("%s", BUSY).extensions(Map.of("code", ErrorCodes.UNAVAILABLE));
        } else {
            String id = InternalErrors.log(thrown, "");
            error.message("%s", InternalErrors.message(id)).extensions(InternalErrors.extensions(id));
        }
        return ExecutionResult.newExecutionResult().addError(error.build()).build();
    }

    /**
     * A message of a socket.
     *
     * @param id the operation's; null for a message that is of none
     * @param payload the body of an answer, or any value that is JSON; null for none
     */
    String message(String type, @Nullable String id, @Nullable Object payload) {
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

    /** How many bytes an answer may have. */
    int most() {
        return most;
    }

    /**
     * A part of an answer.
     *
     * @param isTold whether it is what was to be told; else it is an error, and the last
     */
    record Part(byte[] bytes, boolean isTold) {}

    /**
     * Makes a part of an answer.
     *
     * @param left how many bytes all further parts may have
     * @param untold makes the part that stands for one that cannot be told, of its errors
     */
    Part part(Map<String, Object> told, long left, Function<Object, Map<String, Object>> untold) {
        Map<String, Object> failed;
        try {
            return new Part(bytes(told, (int) left), true);
        } catch (BoundedBytes.TooLarge excess) {
            failed = tooLarge(false);
        } catch (IOException | RuntimeException unwritable) {
            String id = InternalErrors.log(unwritable, "");
            failed = error(InternalErrors.message(id), InternalErrors.extensions(id));
        }
        return new Part(small(untold.apply(Objects.requireNonNull(failed.get("errors")))), false);
    }

    /** The errors of an answer, in the form that clients have them. */
    static List<Map<String, Object>> errors(ExecutionResult result) {
        return ErrorCodes.added(result).getErrors().stream()
                .map(AnswerWriter::map)
                .toList();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What was not executed has no entry data: GraphQL, section 7.1. */
    static Map<String, Object> map(ExecutionResult result) {
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

    /** Without the engine's own classification, which takes every error that it does not know for an exception. */
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
            return new Answer(status, mediaType, bytes(answer, most));
        } catch (BoundedBytes.TooLarge excess) {
            return new Answer(status, mediaType, small(tooLarge(executed)));
        } catch (IOException
                | RuntimeException unwritable) { // a value that is no JSON, as of a scalar of the application
            return masked(unwritable, mediaType);
        }
    }

    private Answer masked(Throwable failure, String mediaType) {
        String id = InternalErrors.log(failure, "");
        return new Answer(500, mediaType, small(error(InternalErrors.message(id), InternalErrors.extensions(id))));
    }

    /** What was executed has an entry data, which says that it was. */
    private Map<String, Object> tooLarge(boolean executed) {
        String setting = DoorSetting.MAX_RESPONSE_SIZE.key();
        Map<String, Object> answer = new LinkedHashMap<>(error(
                "The answer has more than " + most + " bytes, the limit; ask for less; the setting is " + setting,
                Map.of("code", ErrorCodes.LIMIT_EXCEEDED, "setting", setting)));
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

    private static Map<String, Object> error(String message, Map<String, ?> extensions) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", extensions);
        return Map.of("errors", List.of(error));
    }
}
