package org.synctoasync.execution;

/**
 * The surroundings of blocking work: persistence context, transaction.
 *
 * <p><b>Threading:</b> what is begun on a thread is ended on the same thread, as Jakarta Transactions 2.0, section 4.1
 * and Jakarta Concurrency 3.0, section 3.1 demand.
 */
public interface UnitOfWork {
    /**
     * Begins a unit of work on this thread.
     *
     * @throws Exception if it cannot begin; then nothing is left behind
     */
    Begun begin() throws Exception;

    /** Has something done when the transaction of this thread is committed; at once if there is none, never if it is rolled back. */
    void afterCommit(Runnable action);

    /** A unit of work that has begun. */
    interface Begun {
        /**
         * Ends the unit of work; nothing of it is left on this thread, even if this throws.
         *
         * @param keep whether to keep what was written
         * @throws Exception if what was written could not be kept
         */
        void end(boolean keep) throws Exception;

        /**
         * Whether this thread is in this unit of work, not in one that a resolver has begun, and what is written can still
         * be kept.
         */
        boolean isUsable();

        /** Whether this thread may end it now; not inside a method whose transaction the container demarcates. */
        default boolean mayEnd() {
            return true;
        }
    }
}
