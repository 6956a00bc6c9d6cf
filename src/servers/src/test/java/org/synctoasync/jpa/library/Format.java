package org.synctoasync.jpa.library;

/** How an edition is bound. */
public enum Format {
    PAPER,
    CLOTH
}
