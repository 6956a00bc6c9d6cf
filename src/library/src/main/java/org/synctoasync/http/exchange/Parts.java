package org.synctoasync.http.exchange;

/**
 * The parts of an answer, given one at a time.
 *
 * <p><b>Threading:</b> called by one thread at a time, which it must not block.
 */
public interface Parts {
    /**
     * Asks for the next part, once the last one is written: for {@link PartsWriter#write} or {@link PartsWriter#end}, now or later, by
     * any thread.
     */
    void next(PartsWriter writer);

    /** Nothing more is asked for. Called once, whatever the end: all parts are written, or no more can be. */
    void release();

    /** What a client is sent that has heard nothing for a while, so that one that is gone is noticed; may be empty. */
    default byte[] heartbeat() {
        return new byte[0];
    }
}
