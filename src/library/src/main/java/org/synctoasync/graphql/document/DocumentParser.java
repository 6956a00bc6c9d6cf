package org.synctoasync.graphql.document;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.Locale;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * Parses documents. It stops as soon as a document is too long or nested too deep.
 *
 * <p><b>Threading:</b> immutable.
 */
final class DocumentParser {
    /**
     * The language of errors in documents. The errors are cached with the document, so all clients get the same
     * language.
     */
    static final Locale LANGUAGE = Locale.ENGLISH;

    private final ParserOptions options;
    private final Limit length;
    private final Limit tokens;
    private final Limit depth;

    /** Reports that a document cannot be parsed, with the error. */
    static final class Unparsed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient GraphQLError error;

        Unparsed(GraphQLError error) {
            super(error.getMessage(), null, false, false);
            this.error = error;
        }

        GraphQLError error() {
            return error;
        }
    }

    DocumentParser(Settings settings) {
        length = Limit.of("characters", DoorSetting.MAX_DOCUMENT_LENGTH, settings);
        tokens = Limit.of("tokens", DoorSetting.MAX_TOKENS, settings);
        depth = Limit.of("fields one in the other", DoorSetting.MAX_DEPTH, settings);
        options = ParserOptions.getDefaultOperationParserOptions()
                .transform(builder -> builder.maxCharacters((int) length.most())
                        .maxTokens((int) tokens.most())
                        .maxWhitespaceTokens((int) length.most()));
    }

    Document parse(String query) throws Unparsed, Limit.Exceeded {
        length.check(query.length()); // before it is parsed
        try {
            return Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(query)
                    .parserOptions(options)
                    .locale(LANGUAGE)
                    .build());
        } catch (ParseCancelledTooManyCharsException excess) {
            throw length.exceeded();
        } catch (ParseCancelledTooDeepException excess) {
            throw depth.exceeded();
        } catch (ParseCancelledException excess) {
            throw tokens.exceeded();
        } catch (InvalidSyntaxException malformed) {
            throw new Unparsed(malformed.toInvalidSyntaxError());
        }
    }
}
