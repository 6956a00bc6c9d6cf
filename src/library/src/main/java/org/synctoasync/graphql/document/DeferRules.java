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
 * The validation rules for {@code @defer}. Labels must be unique and must not depend on variables. No root field of a
 * mutation and no part of a subscription may be deferred. The engine contains these rules, but its validation method
 * does not apply them.
 *
 * <p><b>Threading:</b> stateless.
 */
final class DeferRules {
    private static final Set<OperationValidationRule> RULES = Set.of(
            OperationValidationRule.DEFER_DIRECTIVE_LABEL,
            OperationValidationRule.DEFER_DIRECTIVE_ON_ROOT_LEVEL,
            OperationValidationRule.DEFER_DIRECTIVE_ON_VALID_OPERATION);

    private DeferRules() {}

    /** Returns the errors of a document that is otherwise valid. */
    static List<ValidationError> errors(GraphQLSchema schema, Document document) {
        I18n words = I18n.i18n(I18n.BundleType.Validation, DocumentParser.LANGUAGE);
        ValidationContext context = new ValidationContext(schema, document, words);
        context.getGraphQLContext().put(ExperimentalApi.ENABLE_INCREMENTAL_SUPPORT, true);
        ValidationErrorCollector errors = new ValidationErrorCollector();
        new LanguageTraversal().traverse(document, new OperationValidator(context, errors, RULES::contains));
        return errors.getErrors();
    }
}
