package org.synctoasync.http.answer;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import org.synctoasync.deployment.DoorSetting.HttpProfile;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.error.Failure;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;

/**
 * The status codes of GraphQL over HTTP, section "Status Codes", in both readings of it.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class Statuses {
    /** The client has closed its connection; nginx uses this code. */
    public static final int CLIENT_CLOSED_REQUEST = 499;

    /** Partial success: the response has data and errors. */
    private static final int PARTIAL = 294;

    private Statuses() {}

    /** The status of a response whose errors have codes. */
    static int of(ExecutionResult result, String mediaType, HttpProfile profile) {
        if (result.isDataPresent()) {
            return result.getErrors().isEmpty() || profile == HttpProfile.AUDIT ? 200 : PARTIAL;
        }
        if (ErrorCodes.isRefused(result) && !(profile == HttpProfile.AUDIT && mediaType.equals(MediaTypes.JSON))) {
            return ErrorCodes.isLoginMissing(result) ? 401 : 403;
        }
        return ofRequestError(isUnparsed(result.getErrors()), mediaType, profile);
    }

    /**
     * The status of a request that has failed as a whole. A request that had started may have written. Its status
     * therefore does not invite the client to repeat the request, and no proxy repeats it automatically.
     */
    static int of(Failure failure) {
        return switch (failure.code()) {
            case ErrorCodes.UNAVAILABLE -> 503;
            case ErrorCodes.DEADLINE_EXCEEDED -> 504;
            case ErrorCodes.CANCELLED -> CLIENT_CLOSED_REQUEST;
            default -> 500;
        };
    }

    /** The status of a well-formed request that is not executed. In the audits' reading, old clients know only 200. */
    static int ofRequestError(boolean unparsed, String mediaType, HttpProfile profile) {
        if (profile == HttpProfile.AUDIT) {
            return mediaType.equals(MediaTypes.JSON) ? 200 : 400;
        }
        return unparsed ? 400 : 422;
    }

    /** The status of a request that is rejected before execution; the audits know no 422. */
    static int of(RequestError refused, String mediaType, HttpProfile profile) {
        if (refused.status() == RequestError.WELL_FORMED) {
            return ofRequestError(false, mediaType, profile);
        }
        return refused.status() == 422 && profile == HttpProfile.AUDIT ? 400 : refused.status();
    }

    private static boolean isUnparsed(List<GraphQLError> errors) {
        return errors.stream().anyMatch(error -> ErrorCodes.PARSE_FAILED.equals(ErrorCodes.of(error)));
    }
}
