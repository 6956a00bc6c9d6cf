package org.synctoasync.execution;

/**
 * The environment of blocking work: a persistence context and a transaction.
 *
 * <p><b>Threading:</b> a unit of work ends on the thread on which it began, as Jakarta Transactions 2.0, section 4.1
 * and Jakarta Concurrency 3.0, section 3.1 require.
 */
public interface UnitOfWork {
    /**
     * Begins a unit of work on the calling thread.
     *
     * @throws Exception if it cannot begin; then it leaves nothing behind
     */
    Begun begin() throws Exception;

    /**
     * Runs an action when the calling thread's transaction is committed. Runs it at once if there is no transaction,
     * and never if the transaction is rolled back.
     */
    void afterCommit(Runnable action);

    /** A unit of work that has begun. */
    interface Begun {
        /**
         * Ends the unit of work. It leaves nothing on the calling thread, even if this method throws.
         *
         * @param keep whether to keep the writes
         * @throws Exception if the writes could not be kept
         */
        void end(boolean keep) throws Exception;

        /**
         * Whether the calling thread is in this unit of work, not in one that a resolver has begun, and the writes can
         * still be kept.
         */
        boolean isUsable();

        /**
         * Whether the calling thread may end it now. It may not inside a method whose transaction the container
         * demarcates.
         */
        boolean mayEnd();
    }
}
