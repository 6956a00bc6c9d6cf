package org.synctoasync.execution;

/**
 * Carries thread-bound state, such as the diagnostic context of a log, from the thread that receives a request to the
 * threads that work for it. An application adds its own carriers as CDI beans of this type.
 *
 * <p>The server's managed executor already carries the caller's identity, the naming context and the class loader
 * (Jakarta Concurrency 3.0, section 3.3).
 *
 * <p><b>Threading:</b> one carrier serves all requests; many threads call its methods.
 */
public interface ContextCarrier {
    /** Captures the state of the calling thread. Called on the thread that submits a request; must not block. */
    Captured capture();

    /** The captured state. */
    interface Captured {
        /**
         * Restores the state on the calling thread. Called on the lane's thread and on the thread of each parallel
         * task, before its unit of work begins.
         */
        Restored restore();

        /**
         * Returns the state for an operation that continues after the request and shares nothing with other operations:
         * an operation of a socket, which uses the handshake's state. State that does not belong to the request is the
         * same.
         */
        default Captured detached() {
            return this;
        }
    }

    /** The state that was restored on a thread. */
    interface Restored {
        /**
         * Gives the calling thread the state that it had before. Called on the same thread, in the reverse order of
         * restoring.
         */
        void undo();
    }
}
