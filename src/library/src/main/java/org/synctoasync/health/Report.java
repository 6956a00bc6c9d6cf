package org.synctoasync.health;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found out.
 *
 * @param checks of each thing, whether it is in order
 */
record Report(List<Check> checks) {
    /**
     * One thing.
     *
     * @param name what it is
     * @param isUp whether it is in order
     * @param data numbers that tell more
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

    /** Whether all is in order. */
    boolean isUp() {
        return checks.stream().allMatch(Check::isUp);
    }

    /** As MicroProfile Health 4.0 has it, appendix A. */
    String json() {
        return "{\"status\":" + status(isUp()) + ",\"checks\":["
                + checks.stream().map(Check::json).collect(Collectors.joining(",")) + "]}";
    }

    private static String status(boolean isUp) {
        return isUp ? "\"UP\"" : "\"DOWN\"";
    }

    /** Names come from code, not from clients; no letter of theirs may end the string all the same. */
    private static String quoted(String name) {
        return "\"" + name.replaceAll("[^A-Za-z0-9 ._-]", "?") + "\"";
    }
}
