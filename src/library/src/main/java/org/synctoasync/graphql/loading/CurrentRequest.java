package org.synctoasync.graphql.loading;

import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Lane;

/**
 * The operation for which a lane was opened. Operations inside it share its loaders and the objects that these have
 * loaded.
 *
 * <p><b>Threading:</b> belongs to the lane's thread; parallel tasks only read the loaders, which are set before any
 * task starts.
 */
public interface CurrentRequest {
    /** The loaders of the request. */
    RequestLoaders loaders();

    /** The user. */
    Identity identity();

    /** The operation of the request for which the calling thread works; null if it works for none. */
    static @Nullable CurrentRequest current() {
        Lane lane = Lane.current();
        return lane == null ? null : of(lane);
    }

    /** The operation of a lane; null if the lane runs an operation of another kind. */
    static @Nullable CurrentRequest of(Lane lane) {
        return lane.operation() instanceof CurrentRequest outermost ? outermost : null;
    }
}
