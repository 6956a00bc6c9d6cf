package org.synctoasync.execution;

/** A task that is notified when {@link Slots} assigns it a slot, possibly before it has a thread. */
interface Admitted extends Runnable {
    /** Called by the thread that assigns the slot. May be called more than once. */
    void admitted();
}
