package org.synctoasync.testing;

import java.util.Set;

/** The transactional store that {@link PutResolvers} write to: a database or a recording. */
public interface PutStore {
    /** Writes a row in this thread's transaction. */
    void write(int row);

    /** Calls a transactional service that writes a row and throws an unchecked exception. */
    void callFailingService(int row);

    /** Marks this thread's transaction for rollback. */
    void markForRollback() throws Exception;

    /** Rolls this thread's transaction back. */
    void rollBack() throws Exception;

    /** Commits this thread's transaction. Does nothing where that is refused. */
    void commit() throws Exception;

    /** Rolls this thread's transaction back, begins another one, writes a row in it, and leaves it open. */
    void leaveAnotherOpen(int row) throws Exception;

    /** Writes a value that the store rejects at the commit. */
    void failAtCommit();

    /** Ends the calling resolver's request by passing its deadline. */
    void passDeadline();

    /** The committed rows. */
    Set<Integer> committed() throws Exception;
}
