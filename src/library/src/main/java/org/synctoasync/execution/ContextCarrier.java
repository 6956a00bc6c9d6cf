package org.synctoasync.execution;

/**
 * Carries something that belongs to a thread, such as the diagnostic context of a log, from the thread that brings a
 * request to those that work for it. An application adds its own as CDI beans of this type.
 *
 * <p>The managed executor of the server carries the caller's identity, the naming context and the class loader already
 * (Jakarta Concurrency 3.0, section 3.3).
 *
 * <p><b>Threading:</b> one carrier serves all requests; its methods are called by many threads.
 */
public interface ContextCarrier {
    /** Takes what this thread has now. Called on the thread that submits a request; must not block. */
    Captured capture();

    /** What was taken. */
    interface Captured {
        /**
         * Gives it to this thread. Called on the lane's thread, and on that of each parallel task, before its unit of work
         * begins.
         */
        Restored restore();

        /**
         * The same for an operation that goes on when the request is over, and shares nothing with other operations: of a socket's
         * handshake. What does not belong to the request is the same.
         */
        default Captured detached() {
            return this;
        }
    }

    /** What was given to a thread. */
    interface Restored {
        /** Gives this thread back what it had before. Called on the same thread, in the reverse order of restoring. */
        void undo();
    }
}
