package org.synctoasync.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of the door: what a request may be, and what its answer tells. */
public final class DoorSetting {
    /** What kind of place the application runs at: decides where another setting says {@code profile}. */
    public static final Setting<Profile> PROFILE = choice("profile", "development", Profile.class);

    /** Which reading of GraphQL over HTTP the status codes follow. */
    public static final Setting<HttpProfile> HTTP_PROFILE = choice("http-profile", "audit", HttpProfile.class);

    /** Whether clients may ask for the schema by introspection. */
    public static final Setting<Switch> INTROSPECTION = choice("introspection", "profile", Switch.class);

    /** Whether clients may get the schema as a file. */
    public static final Setting<Switch> SCHEMA_FILE = choice("schema-file", "profile", Switch.class);

    /** How many bytes the body of a request has at the most. */
    public static final Setting<Long> MAX_BODY_SIZE = bytes("max-body-size", "1048576");

    /** How long a body may take to come. */
    public static final Setting<Duration> BODY_TIMEOUT = Setting.millis("body-timeout", "10000", 1);

    /** How many characters a request's URI has at the most. */
    public static final Setting<Long> MAX_URI_LENGTH = Setting.count("max-uri-length", "16384", 16, 1_000_000);

    /** How many characters the headers of a request have together at the most. */
    public static final Setting<Long> MAX_HEADER_SIZE = Setting.count("max-header-size", "16384", 16, 1_000_000);

    /** How deep objects and lists may be one in the other in a request's JSON. */
    public static final Setting<Long> MAX_JSON_DEPTH = Setting.count("max-json-depth", "64", 4, 500);

    /** How many characters a document has at the most. */
    public static final Setting<Long> MAX_DOCUMENT_LENGTH =
            Setting.count("max-document-length", "100000", 1, 10_000_000);

    /** How many tokens a document has at the most. */
    public static final Setting<Long> MAX_TOKENS = Setting.count("max-tokens", "15000", 1, 1_000_000);

    /** How deep fields may be one in the other. */
    public static final Setting<Long> MAX_DEPTH = Setting.count("max-depth", "20", 1, 200);

    /** How many fields may have an alias. */
    public static final Setting<Long> MAX_ALIASES = Setting.count("max-aliases", "250", 0, 100_000);

    /** How many directives a document has at the most. */
    public static final Setting<Long> MAX_DIRECTIVES = Setting.count("max-directives", "250", 0, 100_000);

    /** How many fields an operation selects at its root at the most. */
    public static final Setting<Long> MAX_ROOT_FIELDS = Setting.count("max-root-fields", "100", 1, 100_000);

    /** How deep lists of the schema may be one in the other in introspection. */
    public static final Setting<Long> MAX_INTROSPECTION_DEPTH = Setting.count("max-introspection-depth", "3", 1, 20);

    /** How many values an operation may ask for, lists counted. */
    public static final Setting<Long> MAX_COST = Setting.count("max-cost", "50000", 1, 1_000_000_000);

    /** For how long a list is taken that no argument says the length of. */
    public static final Setting<Long> ASSUMED_LIST_SIZE = Setting.count("assumed-list-size", "10", 1, 100_000);

    /** How many bytes an answer has at the most. */
    public static final Setting<Long> MAX_RESPONSE_SIZE = bytes("max-response-size", "10485760");

    /** Whether fragments may be deferred. */
    public static final Setting<Boolean> DEFER = Setting.flag("defer", "true");

    /** How often a client that waits for events is sent something. */
    public static final Setting<Duration> HEARTBEAT = Setting.millis("heartbeat", "15000", 1);

    /** How long the first message of a socket may take to come. */
    public static final Setting<Duration> INIT_TIMEOUT = Setting.millis("init-timeout", "3000", 1);

    /** How many sockets are open at once. */
    public static final Setting<Long> MAX_SOCKETS = Setting.count("max-sockets", "10000", 0, 1_000_000);

    /** How many operations run at once over one socket. */
    public static final Setting<Long> MAX_SOCKET_OPERATIONS = Setting.count("max-socket-operations", "100", 1, 100_000);

    /** Which origins' pages may ask and read the answers. */
    public static final Setting<Set<String>> CORS_ORIGINS = new Setting<>(
            Setting.PREFIX + "cors-origins",
            "none",
            "none, or origins as https://shop.example, separated by commas",
            HeaderValues::origins);

    /** Which headers those pages may send, beside those that a setting cannot take away; nothing where they may send any. */
    public static final Setting<Optional<Set<String>>> CORS_HEADERS = new Setting<>(
            Setting.PREFIX + "cors-headers",
            "any",
            "any, or names of headers as Authorization, separated by commas",
            HeaderValues::headers);

    /** Whether those pages may send cookies and other credentials. */
    public static final Setting<Boolean> CORS_CREDENTIALS = Setting.flag("cors-credentials", "false");

    /** What a client is asked for that has not logged in and may read nothing of what it asks for. */
    public static final Setting<Optional<String>> CHALLENGE = new Setting<>(
            Setting.PREFIX + "challenge",
            "none",
            "none, or a challenge as Basic realm=\"books\"",
            HeaderValues::challenge);

    /** How many requests an array has at the most. */
    public static final Setting<Long> MAX_BATCH = Setting.count("max-batch", "0", 0, 1000);

    /** How many files a request brings at the most. */
    public static final Setting<Long> MAX_UPLOADS = Setting.count("max-uploads", "0", 0, 1000);

    /** How many bytes the body of a request with files has at the most. */
    public static final Setting<Long> MAX_UPLOAD_SIZE = bytes("max-upload-size", "10485760");

    /** How long the body of a request with files may take to come. */
    public static final Setting<Duration> UPLOAD_TIMEOUT = Setting.millis("upload-timeout", "60000", 1);

    /** Whether a request may name a document instead of sending it. */
    public static final Setting<Persisted> PERSISTED_DOCUMENTS =
            choice("persisted-documents", "automatic", Persisted.class);

    /** How many characters of documents are kept that clients may name. */
    public static final Setting<Long> PERSISTED_CACHE_SIZE =
            Setting.count("persisted-cache-size", "1000000", 0, 1_000_000_000);

    /** Where the trusted documents are. */
    public static final Setting<String> TRUSTED_DOCUMENTS = new Setting<>(
            Setting.PREFIX + "trusted-documents",
            "WEB-INF/documents",
            "a folder of the WAR, or a directory that begins with /",
            Setting::text);

    static final List<Setting<?>> ALL = List.of(
            PROFILE,
            HTTP_PROFILE,
            INTROSPECTION,
            SCHEMA_FILE,
            MAX_BODY_SIZE,
            BODY_TIMEOUT,
            MAX_URI_LENGTH,
            MAX_HEADER_SIZE,
            MAX_JSON_DEPTH,
            MAX_DOCUMENT_LENGTH,
            MAX_TOKENS,
            MAX_DEPTH,
            MAX_ALIASES,
            MAX_DIRECTIVES,
            MAX_ROOT_FIELDS,
            MAX_INTROSPECTION_DEPTH,
            MAX_COST,
            ASSUMED_LIST_SIZE,
            MAX_RESPONSE_SIZE,
            DEFER,
            HEARTBEAT,
            INIT_TIMEOUT,
            MAX_SOCKETS,
            MAX_SOCKET_OPERATIONS,
            CORS_ORIGINS,
            CORS_HEADERS,
            CORS_CREDENTIALS,
            CHALLENGE,
            MAX_BATCH,
            MAX_UPLOADS,
            MAX_UPLOAD_SIZE,
            UPLOAD_TIMEOUT,
            PERSISTED_DOCUMENTS,
            PERSISTED_CACHE_SIZE,
            TRUSTED_DOCUMENTS);

    /** What kind of place an application runs at. */
    public enum Profile {
        /** Where it is written and tried out: the schema is shown. */
        DEVELOPMENT,
        /** Where it serves: the schema is not shown. */
        PRODUCTION
    }

    /** Readings of GraphQL over HTTP that contradict each other. */
    public enum HttpProfile {
        /** As the npm package graphql-http audits it, and most clients expect it. */
        AUDIT,
        /** As the draft of August 2026 has it. */
        DRAFT
    }

    /** Whether something is on. */
    public enum Switch {
        /** On in development, off in production. */
        PROFILE,
        /** On. */
        ON,
        /** Off. */
        OFF;

        /** Whether it is on. */
        public boolean isOn(Profile profile) {
            return this == ON || (this == PROFILE && profile == DoorSetting.Profile.DEVELOPMENT);
        }
    }

    /** Which documents may be named instead of sent. */
    public enum Persisted {
        /** None. */
        OFF,
        /** Those that clients have sent before. */
        AUTOMATIC,
        /** Those that the application brings, and only these are executed. */
        TRUSTED
    }

    private DoorSetting() {}

    private static Setting<Long> bytes(String name, String fallback) {
        return new Setting<>(
                Setting.PREFIX + name,
                fallback,
                "a number of bytes from 1 to 1000000000",
                v -> Setting.number(v, 1, 1_000_000_000));
    }

    private static <E extends Enum<E>> Setting<E> choice(String name, String fallback, Class<E> type) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int last = names.size() - 1;
        return new Setting<>(
                Setting.PREFIX + name,
                fallback,
                String.join(", ", names.subList(0, last)) + " or " + names.get(last),
                value -> Enum.valueOf(type, names.contains(value) ? value.toUpperCase(Locale.ROOT) : value));
    }
}
