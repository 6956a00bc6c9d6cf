package org.synctoasync.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults that forbid an application to start.
 *
 * <p>Fired as a CDI event once the application's beans are known: an observer checks what it is responsible for and adds
 * what it finds. If there is any fault, the deployment fails with all of them in one message.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
public final class Faults {
    private final List<String> found = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param fault one sentence that names the culprit and the remedy
     */
    public void add(String fault) {
        found.add(fault);
    }

    /** Whether no fault has been found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All faults found, in the order of their discovery. */
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
