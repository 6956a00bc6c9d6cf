package org.synctoasync.graphql.loading;

import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Lane;

/**
 * The operation that a lane was opened for. Those inside of it share its loaders, and so what these have loaded.
 *
 * <p><b>Threading:</b> belongs to the lane's thread; parallel tasks only read the loaders, which are set before any starts.
 */
public interface CurrentRequest {
    /** The loaders of the request. */
    RequestLoaders loaders();

    /** Who asks. */
    Identity identity();

    /** That of the request which the caller's thread works for; null if it works for none. */
    static @Nullable CurrentRequest current() {
        Lane lane = Lane.current();
        return lane == null ? null : of(lane);
    }

    /** That of a lane; null if none of ours runs on it. */
    static @Nullable CurrentRequest of(Lane lane) {
        return lane.operation() instanceof CurrentRequest outermost ? outermost : null;
    }
}
