package org.synctoasync.graphql.document;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.error.ErrorCodes;

/**
 * A limit of a document.
 *
 * @param what the counted thing, as the error message names it
 * @param most the largest count that is allowed
 * @param setting the key of the setting
 */
record Limit(String what, long most, String setting) {
    static Limit of(String what, Setting<Long> setting, Settings settings) {
        return new Limit(what, settings.get(setting), setting.key());
    }

    /** Rejects a count above the limit. */
    void check(long count) throws Exceeded {
        if (count > most) {
            throw exceeded();
        }
    }

    Exceeded exceeded() {
        return new Exceeded(this);
    }

    private GraphQLError error() {
        return GraphqlErrorBuilder.newError()
                .message("The document has more than %d %s, the limit; the setting is %s", most, what, setting)
                .extensions(Map.of("code", ErrorCodes.LIMIT_EXCEEDED, "setting", setting, "limit", most))
                .build();
    }

    /** Reports that a document is rejected. It has no stack trace, so it is cheap to throw. */
    static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient GraphQLError error;

        private Exceeded(Limit limit) {
            this(limit.error());
        }

        Exceeded(GraphQLError error) {
            super(error.getMessage(), null, false, false);
            this.error = error;
        }

        GraphQLError error() {
            return error;
        }
    }
}
