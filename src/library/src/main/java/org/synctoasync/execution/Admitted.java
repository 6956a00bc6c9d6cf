package org.synctoasync.execution;

/** A task that learns that it has a slot of {@link Slots}, perhaps before it has a thread. */
interface Admitted extends Runnable {
    /** Called by the thread that gives the slot; may be called again. */
    void admitted();
}
