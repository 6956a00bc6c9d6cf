package org.synctoasync.graphql.document;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.ErrorCodes;

/**
 * Checks a request's variables before its operation is executed. An invalid value is a request error, and no lane is
 * acquired for it.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class VariableCheck {
    private final GraphQLSchema schema;

    public VariableCheck(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** Returns the error of the first variable with an invalid value; null if all values are valid. */
    public @Nullable GraphQLError check(OperationDefinition operation, Document document, ExecutionInput input) {
        if (operation.getVariableDefinitions().isEmpty()) {
            return null;
        }
        GraphQLError misfit = misfit(operation, input);
        return misfit == null ? nullDirective(operation, document, input) : misfit;
    }

    private @Nullable GraphQLError misfit(OperationDefinition operation, ExecutionInput input) {
        try {
            Objects.requireNonNull(ValuesResolver.coerceVariableValues(
                    schema,
                    operation.getVariableDefinitions(),
                    input.getRawVariables(),
                    input.getGraphQLContext(),
                    input.getLocale()));
            return null;
        } catch (RuntimeException failure) {
            // a faulty scalar of the application fails again in the engine, which reports it
            return failure instanceof GraphQLError misfit ? misfit : null;
        }
    }

    /**
     * Returns the error of a directive whose non-null argument gets null from a variable. Validation allows a variable
     * with a default at a non-null position, but the request may still contain null for it. For an argument of a field,
     * this is an error of that field. Arguments of directives determine which fields are selected, so nothing is
     * executed.
     */
    private @Nullable GraphQLError nullDirective(
            OperationDefinition operation, Document document, ExecutionInput input) {
        Map<String, Object> values = input.getRawVariables().toMap();
        Set<String> nulls = operation.getVariableDefinitions().stream()
                .map(VariableDefinition::getName)
                .filter(name -> values.containsKey(name) && values.get(name) == null)
                .collect(Collectors.toSet());
        if (nulls.isEmpty()) {
            return null;
        }
        Deque<Node<?>> open = new ArrayDeque<>(document.getDefinitionsOfType(FragmentDefinition.class));
        open.add(operation);
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            GraphQLError error = node instanceof Directive directive ? nullArgument(directive, nulls) : null;
            if (error != null) {
                return error;
            }
            node.getChildren().forEach(open::push);
        }
        return null;
    }

    private @Nullable GraphQLError nullArgument(Directive directive, Set<String> nulls) {
        return directive.getArguments().stream()
                .filter(argument -> argument.getValue() instanceof VariableReference variable
                        && nulls.contains(variable.getName())
                        && isNonNull(directive, argument))
                .findFirst()
                .map(argument -> nullFor(directive, argument))
                .orElse(null);
    }

    private boolean isNonNull(Directive directive, Argument argument) {
        GraphQLDirective definition = Objects.requireNonNull(schema.getDirective(directive.getName())); // it is valid
        return GraphQLTypeUtil.isNonNull(
                definition.getArgument(argument.getName()).getType());
    }

    private static GraphQLError nullFor(Directive directive, Argument argument) {
        return GraphqlErrorBuilder.newError()
                .message(
                        "The argument '%s' of '@%s' must not be null; its variable is",
                        argument.getName(), directive.getName())
                .location(argument.getSourceLocation())
                .extensions(Map.of("code", ErrorCodes.BAD_USER_INPUT))
                .build();
    }
}
