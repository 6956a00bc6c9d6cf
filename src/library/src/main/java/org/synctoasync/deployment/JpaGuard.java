package org.synctoasync.deployment;

/** The reaction to the use of a persistence context outside the work that opened it. */
public enum JpaGuard {
    /** The use fails with a message that names the field and the remedy. */
    REFUSE,
    /** The log names the field and the remedy, once for each field. */
    WARN,
    /** Nothing happens; uses are not checked. */
    OFF
}
