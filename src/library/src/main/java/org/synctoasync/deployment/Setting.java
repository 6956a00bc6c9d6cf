package org.synctoasync.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting: its key, its meaning, and the way in which its value is read.
 *
 * @param key the key, for example {@code synctoasync.thread-sensitive}
 * @param fallback the default value, as written in a configuration
 * @param expected the description of a valid value in messages
 * @param parser reads a value; throws {@link IllegalArgumentException} if the value is invalid
 * @param <T> the type of the value
 */
public record Setting<T>(String key, String fallback, String expected, Function<String, T> parser) {
    /** The prefix of all keys. */
    public static final String PREFIX = "synctoasync.";

    /** The prefix of the names of environment variables. */
    static final String ENVIRONMENT_PREFIX = "SYNCTOASYNC_";

    /** Whether resolvers are thread-sensitive if neither their method nor their class declares it. */
    public static final Setting<Boolean> THREAD_SENSITIVE =
            new Setting<>(PREFIX + "thread-sensitive", "true", "true or false", Setting::bool);

    /** The class-path resource that contains the schema. */
    public static final Setting<String> SCHEMA =
            new Setting<>(PREFIX + "schema", "schema.graphqls", "a class-path resource", Setting::text);

    /** The maximum length of all documents in the document cache, in characters. */
    public static final Setting<Long> DOCUMENT_CACHE_SIZE = new Setting<>(
            PREFIX + "document-cache-size",
            "1000000",
            "a number of characters from 0 to 1000000000",
            v -> number(v, 0, 1_000_000_000));

    /** The maximum number of requests that have a lane at once. */
    public static final Setting<Long> MAX_LANES = count("max-lanes", "32", 1, 150);

    /** The maximum number of requests that wait for a lane. */
    public static final Setting<Long> MAX_WAITING = count("max-waiting-requests", "256", 0, 100_000);

    /** The maximum number of parallel resolvers that run at once. */
    public static final Setting<Long> MAX_PARALLEL = count("max-parallel", "32", 1, 150);

    /** The maximum duration of a request. */
    public static final Setting<Duration> DEADLINE = millis("deadline", "30000", 1);

    /** The maximum time for which resolvers may wait for each other without progress. */
    public static final Setting<Duration> WATCHDOG = millis("watchdog", "10000", 1);

    /** The maximum number of nested waiting resolvers. At this number, the loads gathered so far are sent. */
    public static final Setting<Long> WAIT_DEPTH = count("wait-depth", "256", 1, 10_000);

    /** Whether loads are gathered until no parallel resolver is running. */
    public static final Setting<Boolean> GATHER = flag("gather", "true");

    /** Whether the threads of a request that is ended early are interrupted. */
    public static final Setting<Boolean> INTERRUPT = flag("interrupt", "false");

    /** The number of rows in a page if the client does not request a number. */
    public static final Setting<Long> PAGE_SIZE = count("page-size", "20", 1, 10_000);

    /** The maximum number of rows in a page that a client may request. */
    public static final Setting<Long> MAX_PAGE_SIZE = count("max-page-size", "100", 1, 10_000);

    /** The fields that are never joined to the rows that refer to them. */
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

    /** Whether responses contain the cost of their requests. */
    public static final Setting<Boolean> STATISTICS = flag("statistics", "false");

    /** Whether the application's metrics are served. */
    public static final Setting<Boolean> METRICS = flag("metrics", "true");

    /** Whether the application's health is served. */
    public static final Setting<Boolean> HEALTH = flag("health", "true");

    /** The time for which running requests may continue when the application is stopped, before they are ended. */
    public static final Setting<Duration> SHUTDOWN_GRACE = millis("shutdown-grace", "10000", 0);

    /** The reaction to the use of a persistence context outside the work that opened it. */
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

    /** The scope of a mutation's transaction. */
    public enum TransactionScope {
        /** Each root field of a mutation has its own transaction. */
        FIELD,
        /** The whole request has one transaction. */
        REQUEST
    }

    /**
     * A setting is equal only to itself. The generated method of a record, once called, prevents JDK 17 from unloading
     * the application: the JDK caches a method handle that refers to the record's class (JDK-8078641).
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The name of the environment variable that holds the value (MicroProfile Config 3.1, section 5.3). */
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
