package org.synctoasync.cdi;

import jakarta.validation.constraints.Size;

/** An interface that declares constraints on the arguments of its implementations. */
public interface CheckedNames {
    String inherited(@Size(min = 3) String name);
}
