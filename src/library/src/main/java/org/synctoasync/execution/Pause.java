package org.synctoasync.execution;

import java.util.function.BooleanSupplier;

/**
 * The wait of a task that has released its slot.
 *
 * <p><b>Threading:</b> begun and ended by the task's thread; guarded by the monitor of its slots.
 */
final class Pause {
    private final Slots slots;
    private final BooleanSupplier ended;
    private boolean hasSlot;

    /**
     * Creates a pause.
     *
     * @param ended whether the task's request has ended
     */
    Pause(Slots slots, BooleanSupplier ended) {
        this.slots = slots;
        this.ended = ended;
    }

    /** Ends the pause, so that the task continues. If no slot is free, waits until one is released. */
    void end() {
        slots.endPause(this);
    }

    void giveSlot() {
        hasSlot = true;
    }

    boolean hasSlot() {
        return hasSlot;
    }

    /** Whether the task needs no slot to continue, because its request has ended. */
    boolean isNeedless() {
        return ended.getAsBoolean();
    }
}
