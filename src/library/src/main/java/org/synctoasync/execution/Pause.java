package org.synctoasync.execution;

import java.util.function.BooleanSupplier;

/**
 * The wait of a task that has given its slot away.
 *
 * <p><b>Threading:</b> begun and ended by the task's thread; guarded by the monitor of its slots.
 */
final class Pause {
    private final Slots slots;
    private final BooleanSupplier ended;
    private boolean hasSlot;

    /**
     * Makes a pause.
     *
     * @param ended whether the task's request has ended
     */
    Pause(Slots slots, BooleanSupplier ended) {
        this.slots = slots;
        this.ended = ended;
    }

    /** Has the task go on; if no slot is free, when one is given back. */
    void end() {
        slots.endPause(this);
    }

    void giveSlot() {
        hasSlot = true;
    }

    boolean hasSlot() {
        return hasSlot;
    }

    /** Whether the task needs no slot to go on, because its request has ended. */
    boolean isNeedless() {
        return ended.getAsBoolean();
    }
}
