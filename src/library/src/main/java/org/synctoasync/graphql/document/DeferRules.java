package org.synctoasync.graphql.document;

import graphql.ExperimentalApi;
import graphql.i18n.I18n;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.validation.LanguageTraversal;
import graphql.validation.OperationValidationRule;
import graphql.validation.OperationValidator;
import graphql.validation.ValidationContext;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorCollector;
import java.util.List;
import java.util.Set;

/**
 * The rules for {@code @defer}: labels are told apart and known before variables are, no root field of a mutation is deferred, nothing of a
 * subscription. The engine has them, but its entrance for validation leaves them off.
 *
 * <p><b>Threading:</b> stateless.
 */
final class DeferRules {
    private static final Set<OperationValidationRule> RULES = Set.of(
            OperationValidationRule.DEFER_DIRECTIVE_LABEL,
            OperationValidationRule.DEFER_DIRECTIVE_ON_ROOT_LEVEL,
            OperationValidationRule.DEFER_DIRECTIVE_ON_VALID_OPERATION);

    private DeferRules() {}

    /** The errors of a document that is valid otherwise. */
    static List<ValidationError> errors(GraphQLSchema schema, Document document) {
        I18n words = I18n.i18n(I18n.BundleType.Validation, DocumentParser.LANGUAGE);
        ValidationContext context = new ValidationContext(schema, document, words);
        context.getGraphQLContext().put(ExperimentalApi.ENABLE_INCREMENTAL_SUPPORT, true);
        ValidationErrorCollector errors = new ValidationErrorCollector();
        new LanguageTraversal().traverse(document, new OperationValidator(context, errors, RULES::contains));
        return errors.getErrors();
    }
}
