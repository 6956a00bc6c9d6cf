package org.synctoasync.cdi;

import jakarta.validation.constraints.Size;

/** An interface that says what its implementations may be called with. */
public interface CheckedNames {
    String inherited(@Size(min = 3) String name);
}
