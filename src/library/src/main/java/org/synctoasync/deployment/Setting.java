package org.synctoasync.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting: its key, what it means and how its value is read.
 *
 * @param key the key, as {@code synctoasync.thread-sensitive}
 * @param fallback the value where nothing is set, as one would write it
 * @param expected what a good value looks like, in the words of a message
 * @param parser reads a value; throws {@link IllegalArgumentException} if it is bad
 * @param <T> the type of the value
 */
public record Setting<T>(String key, String fallback, String expected, Function<String, T> parser) {
    /** What all keys begin with. */
    public static final String PREFIX = "synctoasync.";

    /** What the names of environment variables begin with. */
    static final String ENVIRONMENT_PREFIX = "SYNCTOASYNC_";

    /** Whether resolvers are thread-sensitive where neither their method nor their class says. */
    public static final Setting<Boolean> THREAD_SENSITIVE =
            new Setting<>(PREFIX + "thread-sensitive", "true", "true or false", Setting::bool);

    /** The class-path resource that holds the schema. */
    public static final Setting<String> SCHEMA =
            new Setting<>(PREFIX + "schema", "schema.graphqls", "a class-path resource", Setting::text);

    /** How many characters of documents the document cache holds at the most. */
    public static final Setting<Long> DOCUMENT_CACHE_SIZE = new Setting<>(
            PREFIX + "document-cache-size",
            "1000000",
            "a number of characters from 0 to 1000000000",
            v -> number(v, 0, 1_000_000_000));

    /** How many requests have a lane at once. */
    public static final Setting<Long> MAX_LANES = count("max-lanes", "32", 1, 150);

    /** How many requests wait for a lane at the most. */
    public static final Setting<Long> MAX_WAITING = count("max-waiting-requests", "256", 0, 100_000);

    /** How many parallel resolvers run at once. */
    public static final Setting<Long> MAX_PARALLEL = count("max-parallel", "32", 1, 150);

    /** How long a request may take. */
    public static final Setting<Duration> DEADLINE = millis("deadline", "30000", 1);

    /** How long resolvers may wait for each other with nothing happening. */
    public static final Setting<Duration> WATCHDOG = millis("watchdog", "10000", 1);

    /** How many resolvers may wait one upon the other before the loads gathered so far are sent. */
    public static final Setting<Long> WAIT_DEPTH = count("wait-depth", "256", 1, 10_000);

    /** Whether loads are gathered until no parallel resolver is running. */
    public static final Setting<Boolean> GATHER = flag("gather", "true");

    /** Whether threads of requests that are ended early are interrupted. */
    public static final Setting<Boolean> INTERRUPT = flag("interrupt", "false");

    /** How many rows a page has where the client does not say. */
    public static final Setting<Long> PAGE_SIZE = count("page-size", "20", 1, 10_000);

    /** How many rows of a page a client may ask for at the most. */
    public static final Setting<Long> MAX_PAGE_SIZE = count("max-page-size", "100", 1, 10_000);

    /** Which fields are never joined to the rows that refer to them. */
    public static final Setting<Set<String>> NOT_JOINED = new Setting<>(
            PREFIX + "not-joined",
            "none",
            "none, or fields as Book.author, separated by commas",
            value -> value.equals("none") ? Set.of() : Set.of(value.strip().split("\\s*,\\s*")));

    /** Whether a mutation has one transaction for each root field, or one for the whole request. */
    public static final Setting<TransactionScope> TRANSACTION = new Setting<>(
            PREFIX + "transaction",
            "field",
            "field or request",
            value -> TransactionScope.valueOf(value.toUpperCase(Locale.ROOT)));

    /** Whether answers tell what their requests have cost. */
    public static final Setting<Boolean> STATISTICS = flag("statistics", "false");

    /** Whether the application's metrics are served. */
    public static final Setting<Boolean> METRICS = flag("metrics", "true");

    /** Whether the application tells whether it is in order. */
    public static final Setting<Boolean> HEALTH = flag("health", "true");

    /** How long running requests are let run on when the application is stopped, before they are ended. */
    public static final Setting<Duration> SHUTDOWN_GRACE = millis("shutdown-grace", "10000", 0);

    /** What happens when a persistence context is used outside the piece of work that opened it. */
    public static final Setting<JpaGuard> JPA_GUARD =
            new Setting<>(PREFIX + "jpa-guard", "warn", "refuse, warn or off", Setting::jpaGuard);

    /** The settings of the lanes and of the engine, in the order of the documentation. */
    static final List<Setting<?>> OF_ENGINE = List.of(
            THREAD_SENSITIVE,
            SCHEMA,
            MAX_LANES,
            MAX_WAITING,
            MAX_PARALLEL,
            DEADLINE,
            WATCHDOG,
            WAIT_DEPTH,
            GATHER,
            INTERRUPT,
            TRANSACTION,
            STATISTICS,
            METRICS,
            HEALTH,
            SHUTDOWN_GRACE,
            JPA_GUARD,
            PAGE_SIZE,
            MAX_PAGE_SIZE,
            NOT_JOINED,
            DOCUMENT_CACHE_SIZE);

    /** How far a transaction reaches. */
    public enum TransactionScope {
        /** Each root field of a mutation has one of its own. */
        FIELD,
        /** The whole request has one. */
        REQUEST
    }

    /**
     * A setting is equal to itself only. A record's own method, once called, would keep JDK 17 from unloading the application:
     * the JDK caches a method handle with the record's class in it (JDK-8078641).
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The name of the environment variable that holds the value, after MicroProfile Config 3.1, section 5.3. */
    public String environmentVariable() {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    static Setting<Boolean> flag(String name, String fallback) {
        return new Setting<>(PREFIX + name, fallback, "true or false", Setting::bool);
    }

    static Setting<Long> count(String name, String fallback, long least, long most) {
        return new Setting<>(
                PREFIX + name, fallback, "a number from " + least + " to " + most, v -> number(v, least, most));
    }

    static Setting<Duration> millis(String name, String fallback, long least) {
        return new Setting<>(
                PREFIX + name,
                fallback,
                "a number of milliseconds from " + least + " to 86400000",
                v -> Duration.ofMillis(number(v, least, 86_400_000)));
    }

    static boolean bool(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static JpaGuard jpaGuard(String value) {
        return switch (value) {
            case "refuse" -> JpaGuard.REFUSE;
            case "warn" -> JpaGuard.WARN;
            case "off" -> JpaGuard.OFF;
            default -> throw new IllegalArgumentException(value);
        };
    }

    static String text(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    static long number(String value, long least, long most) {
        long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }
}
