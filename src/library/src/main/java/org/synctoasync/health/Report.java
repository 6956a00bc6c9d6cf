package org.synctoasync.health;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of the health checks.
 *
 * @param checks the result of each check
 */
record Report(List<Check> checks) {
    /**
     * The result of one check.
     *
     * @param name the check's name
     * @param isUp whether the check passed
     * @param data numbers with details
     */
    record Check(String name, boolean isUp, Map<String, Long> data) {
        private String json() {
            String numbers = data.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                    .collect(Collectors.joining(","));
            return "{\"name\":" + quoted(name) + ",\"status\":" + status(isUp)
                    + (data.isEmpty() ? "" : ",\"data\":{" + numbers + "}") + "}";
        }
    }

    /** Whether all checks passed. */
    boolean isUp() {
        return checks.stream().allMatch(Check::isUp);
    }

    /** Returns the JSON of MicroProfile Health 4.0, appendix A. */
    String json() {
        return "{\"status\":" + status(isUp()) + ",\"checks\":["
                + checks.stream().map(Check::json).collect(Collectors.joining(",")) + "]}";
    }

    private static String status(boolean isUp) {
        return isUp ? "\"UP\"" : "\"DOWN\"";
    }

    /**
     * Quotes a name. Names come from code, not from clients; nevertheless no character of a name may end the string.
     */
    private static String quoted(String name) {
        return "\"" + name.replaceAll("[^A-Za-z0-9 ._-]", "?") + "\"";
    }
}
