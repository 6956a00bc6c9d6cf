package org.synctoasync.testing;

import java.util.Set;

/** The transactional store that {@link PutResolvers} write to: a database, or a recording. */
public interface PutStore {
    /** Writes a row in this thread's transaction. */
    void write(int row);

    /** Calls a transactional service that writes a row and throws an unchecked exception. */
    void callFailingService(int row);

    /** Has this thread's transaction rolled back when it ends. */
    void markForRollback() throws Exception;

    /** Rolls this thread's transaction back. */
    void rollBack() throws Exception;

    /** Commits this thread's transaction; nothing happens where that is refused. */
    void commit() throws Exception;

    /** Rolls this thread's transaction back, begins another one, writes a row in it, and leaves it open. */
    void leaveAnotherOpen(int row) throws Exception;

    /** Writes what the store refuses when the transaction is committed. */
    void failAtCommit();

    /** Ends the request whose resolver calls this: its deadline is over. */
    void passDeadline();

    /** The rows that are committed. */
    Set<Integer> committed() throws Exception;
}
