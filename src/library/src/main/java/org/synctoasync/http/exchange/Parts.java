package org.synctoasync.http.exchange;

/**
 * The parts of a response, supplied one at a time.
 *
 * <p><b>Threading:</b> called by one thread at a time, which it must not block.
 */
public interface Parts {
    /**
     * Requests the next part, after the last part has been written. Any thread may deliver it, now or later, by {@link
     * PartsWriter#write} or {@link PartsWriter#end}.
     */
    void next(PartsWriter writer);

    /** Ends the requests for parts. Called once, whether all parts are written or no more can be. */
    void release();

    /**
     * The bytes for a client that has received nothing for a while, so that a client that is gone is noticed; may be
     * empty.
     */
    default byte[] heartbeat() {
        return new byte[0];
    }
}
