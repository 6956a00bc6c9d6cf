package org.synctoasync.graphql.type;

import graphql.execution.conditional.ConditionalNodes;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Examines the fields that a document selects from a field's value. */
public final class Selections {
    private static final ConditionalNodes CONDITIONS = new ConditionalNodes(); // @skip, @include

    private Selections() {}

    /**
     * Whether all selected fields have names that the predicate accepts. Looks through aliases and into fragments, and
     * ignores fields that are skipped.
     */
    public static boolean only(DataFetchingEnvironment environment, Predicate<String> names) {
        return environment.getMergedField().getFields().stream()
                .allMatch(field -> only(field.getSelectionSet(), environment, names));
    }

    /** The response keys that the operation's root may have, including those of fields that the request skips. */
    public static Set<String> rootKeys(DataFetchingEnvironment environment) {
        Set<String> keys = new HashSet<>();
        addKeys(environment.getOperationDefinition().getSelectionSet(), environment, new HashSet<>(), keys);
        return keys;
    }

    private static void addKeys(
            SelectionSet selections, DataFetchingEnvironment environment, Set<String> seen, Set<String> keys) {
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                keys.add(field.getResultKey());
            } else if (selection instanceof InlineFragment fragment) {
                addKeys(fragment.getSelectionSet(), environment, seen, keys);
            } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
                addKeys(fragment(spread, environment).getSelectionSet(), environment, seen, keys);
            }
        }
    }

    private static FragmentDefinition fragment(FragmentSpread spread, DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getFragmentsByName().get(spread.getName()));
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
        return only(fragment((FragmentSpread) selection, environment).getSelectionSet(), environment, names);
    }
}
