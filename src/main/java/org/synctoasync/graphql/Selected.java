package org.synctoasync.graphql;

import graphql.execution.conditional.ConditionalNodes;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a document selects of a field's value. */
final class Selected {
    private static final ConditionalNodes CONDITIONS = new ConditionalNodes(); // @skip, @include

    private Selected() {}

    /** Whether nothing is selected but fields with certain names, wherever the document says so: aliases, fragments. */
    static boolean only(DataFetchingEnvironment environment, Predicate<String> names) {
        return environment.getMergedField().getFields().stream()
                .allMatch(field -> only(field.getSelectionSet(), environment, names));
    }

    private static boolean only(
            @Nullable SelectionSet selections, DataFetchingEnvironment environment, Predicate<String> names) {
        return selections == null
                || selections.getSelections().stream()
                        .filter(selection -> isIncluded(selection, environment))
                        .allMatch(selection -> only(selection, environment, names));
    }

    private static boolean isIncluded(Selection<?> selection, DataFetchingEnvironment environment) {
        return CONDITIONS.shouldInclude(
                (DirectivesContainer<?>) selection,
                environment.getVariables(),
                environment.getGraphQLSchema(),
                environment.getGraphQlContext());
    }

    private static boolean only(Selection<?> selection, DataFetchingEnvironment environment, Predicate<String> names) {
        if (selection instanceof Field field) {
            return field.getName().equals("__typename") || names.test(field.getName());
        }
        if (selection instanceof InlineFragment fragment) {
            return only(fragment.getSelectionSet(), environment, names);
        }
        String spread = ((FragmentSpread) selection).getName();
        FragmentDefinition fragment =
                Objects.requireNonNull(environment.getFragmentsByName().get(spread));
        return only(fragment.getSelectionSet(), environment, names);
    }
}
