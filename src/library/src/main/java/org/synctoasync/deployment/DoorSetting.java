package org.synctoasync.deployment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of the HTTP services: the limits of requests, and the content of responses. */
public final class DoorSetting {
    /**
     * The kind of environment in which the application runs. It decides the value of settings that are {@code profile}.
     */
    public static final Setting<Profile> PROFILE = choice("profile", "development", Profile.class);

    /** The interpretation of GraphQL over HTTP that the status codes follow. */
    public static final Setting<HttpProfile> HTTP_PROFILE = choice("http-profile", "audit", HttpProfile.class);

    /** Whether clients may read the schema by introspection. */
    public static final Setting<Switch> INTROSPECTION = choice("introspection", "profile", Switch.class);

    /** Whether clients may get the schema as a file. */
    public static final Setting<Switch> SCHEMA_FILE = choice("schema-file", "profile", Switch.class);

    /** The maximum size of a request's body, in bytes. */
    public static final Setting<Long> MAX_BODY_SIZE = bytes("max-body-size", "1048576");

    /** The maximum time for the receipt of a body. */
    public static final Setting<Duration> BODY_TIMEOUT = Setting.millis("body-timeout", "10000", 1);

    /** The maximum length of a request's URI, in characters. */
    public static final Setting<Long> MAX_URI_LENGTH = Setting.count("max-uri-length", "16384", 16, 1_000_000);

    /** The maximum length of all headers of a request together, in characters. */
    public static final Setting<Long> MAX_HEADER_SIZE = Setting.count("max-header-size", "16384", 16, 1_000_000);

    /** The maximum nesting depth of objects and lists in a request's JSON. */
    public static final Setting<Long> MAX_JSON_DEPTH = Setting.count("max-json-depth", "64", 4, 500);

    /** The maximum length of a document, in characters. */
    public static final Setting<Long> MAX_DOCUMENT_LENGTH =
            Setting.count("max-document-length", "100000", 1, 10_000_000);

    /** The maximum number of tokens in a document. */
    public static final Setting<Long> MAX_TOKENS = Setting.count("max-tokens", "15000", 1, 1_000_000);

    /** The maximum nesting depth of fields. */
    public static final Setting<Long> MAX_DEPTH = Setting.count("max-depth", "20", 1, 200);

    /** The maximum number of fields with an alias. */
    public static final Setting<Long> MAX_ALIASES = Setting.count("max-aliases", "250", 0, 100_000);

    /** The maximum number of directives in a document. */
    public static final Setting<Long> MAX_DIRECTIVES = Setting.count("max-directives", "250", 0, 100_000);

    /** The maximum number of fields that an operation selects at its root. */
    public static final Setting<Long> MAX_ROOT_FIELDS = Setting.count("max-root-fields", "100", 1, 100_000);

    /** The maximum nesting depth of the schema's lists in introspection. */
    public static final Setting<Long> MAX_INTROSPECTION_DEPTH = Setting.count("max-introspection-depth", "3", 1, 20);

    /** The maximum number of values that an operation may request, with the lengths of lists included. */
    public static final Setting<Long> MAX_COST = Setting.count("max-cost", "50000", 1, 1_000_000_000);

    /** The assumed length of a list whose length no argument states. */
    public static final Setting<Long> ASSUMED_LIST_SIZE = Setting.count("assumed-list-size", "10", 1, 100_000);

    /** The maximum size of a response, in bytes. */
    public static final Setting<Long> MAX_RESPONSE_SIZE = bytes("max-response-size", "10485760");

    /** Whether fragments may be deferred. */
    public static final Setting<Boolean> DEFER = Setting.flag("defer", "true");

    /** The interval at which data is sent to a client that waits for events. */
    public static final Setting<Duration> HEARTBEAT = Setting.millis("heartbeat", "15000", 1);

    /** The maximum time until the first message of a socket arrives. */
    public static final Setting<Duration> INIT_TIMEOUT = Setting.millis("init-timeout", "3000", 1);

    /** The maximum number of sockets that are open at once. */
    public static final Setting<Long> MAX_SOCKETS = Setting.count("max-sockets", "10000", 0, 1_000_000);

    /** The maximum number of operations that run at once over one socket. */
    public static final Setting<Long> MAX_SOCKET_OPERATIONS = Setting.count("max-socket-operations", "100", 1, 100_000);

    /** The origins whose pages may send requests and read the responses. */
    public static final Setting<Set<String>> CORS_ORIGINS = new Setting<>(
            Setting.PREFIX + "cors-origins",
            "none",
            "none, or origins as https://shop.example, separated by commas",
            HeaderValues::origins);

    /**
     * The headers that those pages may send, in addition to the headers that are always allowed; empty if they may send
     * any.
     */
    public static final Setting<Optional<Set<String>>> CORS_HEADERS = new Setting<>(
            Setting.PREFIX + "cors-headers",
            "any",
            "any, or names of headers as Authorization, separated by commas",
            HeaderValues::headers);

    /** Whether those pages may send cookies and other credentials. */
    public static final Setting<Boolean> CORS_CREDENTIALS = Setting.flag("cors-credentials", "false");

    /** The challenge for a client that has not logged in and may read nothing of what it requests. */
    public static final Setting<Optional<String>> CHALLENGE = new Setting<>(
            Setting.PREFIX + "challenge",
            "none",
            "none, or a challenge as Basic realm=\"books\"",
            HeaderValues::challenge);

    /** The maximum number of requests in an array. */
    public static final Setting<Long> MAX_BATCH = Setting.count("max-batch", "0", 0, 1000);

    /** The maximum number of files in a request. */
    public static final Setting<Long> MAX_UPLOADS = Setting.count("max-uploads", "0", 0, 1000);

    /** The maximum size of the body of a request with files, in bytes. */
    public static final Setting<Long> MAX_UPLOAD_SIZE = bytes("max-upload-size", "10485760");

    /** The maximum time for the receipt of the body of a request with files. */
    public static final Setting<Duration> UPLOAD_TIMEOUT = Setting.millis("upload-timeout", "60000", 1);

    /** Whether a request may name a document instead of sending it. */
    public static final Setting<Persisted> PERSISTED_DOCUMENTS =
            choice("persisted-documents", "automatic", Persisted.class);

    /** The maximum length of all documents that are kept for clients to name, in characters. */
    public static final Setting<Long> PERSISTED_CACHE_SIZE =
            Setting.count("persisted-cache-size", "1000000", 0, 1_000_000_000);

    /** The location of the trusted documents. */
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

    /** The kind of environment in which an application runs. */
    public enum Profile {
        /** The application is developed and tried out: the schema is shown. */
        DEVELOPMENT,
        /** The application serves clients: the schema is not shown. */
        PRODUCTION
    }

    /** Interpretations of GraphQL over HTTP that contradict each other. */
    public enum HttpProfile {
        /** The interpretation that the npm package graphql-http audits and most clients expect. */
        AUDIT,
        /** The interpretation of the draft of August 2026. */
        DRAFT
    }

    /** Whether a feature is on. */
    public enum Switch {
        /** On in development, off in production. */
        PROFILE,
        /** On. */
        ON,
        /** Off. */
        OFF;

        /** Whether the feature is on. */
        public boolean isOn(Profile profile) {
            return this == ON || (this == PROFILE && profile == DoorSetting.Profile.DEVELOPMENT);
        }
    }

    /** The documents that a request may name instead of sending them. */
    public enum Persisted {
        /** No documents. */
        OFF,
        /** Documents that clients have sent before. */
        AUTOMATIC,
        /** Documents that the application contains; only these are executed. */
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
