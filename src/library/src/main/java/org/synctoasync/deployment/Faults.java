package org.synctoasync.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults that prevent an application from starting.
 *
 * <p>It is fired as a CDI event when the application's beans are known. Each observer checks its own area and adds the
 * faults that it finds. If there is any fault, the deployment fails with all faults in one message.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public final class Faults {
    private final List<String> found = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param fault one sentence that names the cause and the remedy
     */
    public void add(String fault) {
        found.add(fault);
    }

    /** Whether there are no faults. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All faults in the order in which they were found. */
    public List<String> all() {
        return List.copyOf(found);
    }

    /** All faults in one message, numbered. */
    public String message() {
        StringBuilder text = new StringBuilder("SyncToAsync cannot start; faults: ").append(found.size());
        for (int i = 0; i < found.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(found.get(i));
        }
        return text.toString();
    }
}
