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
 * Parses documents, and gives up as soon as one is too long or nested too deep.
 *
 * <p><b>Threading:</b> immutable.
 */
final class DocumentParser {
    /** Errors in documents are kept with them, so they have one language. */
    static final Locale LANGUAGE = Locale.ENGLISH;

    private final ParserOptions options;
    private final Limit length;
    private final Limit tokens;
    private final Limit depth;

    /** Says that a document has no meaning: why. */
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
        length.check(query.length()); // before anything is made of it
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
