package org.synctoasync.deployment;

/** What happens when a persistence context is used outside the piece of work that opened it. */
public enum JpaGuard {
    /** The use fails, with a message that names field and remedy. */
    REFUSE,
    /** The log names field and remedy, once for each field. */
    WARN,
    /** Nothing; no use is looked at. */
    OFF
}
