package org.synctoasync.jpa.library;

/** The binding of an edition. */
public enum Format {
    PAPER,
    CLOTH
}
