package org.synctoasync.graphql.document;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.schema.ExecutableSchema;

/**
 * Determines whether an operation of a valid document can call a resolver. If it cannot (introspection,
 * {@code __typename}), it needs no lane.
 *
 * <p><b>Threading:</b> used by one thread for one operation.
 */
final class LaneNeed {
    private final ExecutableSchema executable;
    private final Document document;
    private final Set<String> seenFragments = new HashSet<>();

    private LaneNeed(ExecutableSchema executable, Document document) {
        this.executable = executable;
        this.document = document;
    }

    static boolean of(OperationDefinition operation, Document document, ExecutableSchema executable) {
        LaneNeed need = new LaneNeed(executable, document);
        GraphQLObjectType root = root(operation, executable.schema());
        return operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION
                ? need.inEvent(operation.getSelectionSet(), root)
                : need.in(operation.getSelectionSet(), root);
    }

    static GraphQLObjectType root(OperationDefinition operation, GraphQLSchema schema) {
        return switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> Objects.requireNonNull(schema.getMutationType());
            case SUBSCRIPTION -> Objects.requireNonNull(schema.getSubscriptionType());
        };
    }

    /** Whether the selection of an event needs a lane. The source of a subscription's events needs none. */
    private boolean inEvent(SelectionSet selections, GraphQLObjectType root) {
        return selections.getSelections().stream()
                .anyMatch(selection -> !(selection instanceof Field field) || ofEvent(field, root));
    }

    private boolean ofEvent(Field field, GraphQLObjectType root) {
        GraphQLType type = GraphQLTypeUtil.unwrapAll(
                root.getFieldDefinition(field.getName()).getType());
        return type instanceof GraphQLCompositeType composite && in(field.getSelectionSet(), composite);
    }

    private boolean in(@Nullable SelectionSet selections, GraphQLCompositeType parent) {
        return selections != null && selections.getSelections().stream().anyMatch(selection -> in(selection, parent));
    }

    private boolean in(Selection<?> selection, GraphQLCompositeType parent) {
        if (selection instanceof Field field) {
            return inField(field, parent);
        }
        if (selection instanceof InlineFragment fragment) {
            return in(
                    fragment.getSelectionSet(),
                    fragment.getTypeCondition() == null
                            ? parent
                            : type(fragment.getTypeCondition().getName()));
        }
        String name = ((FragmentSpread) selection).getName();
        return seenFragments.add(name) && inFragment(name);
    }

    private boolean inFragment(String name) {
        return document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .filter(fragment -> fragment.getName().equals(name))
                .anyMatch(fragment -> in(
                        fragment.getSelectionSet(),
                        type(fragment.getTypeCondition().getName())));
    }

    private boolean inField(Field field, GraphQLCompositeType parent) {
        if (field.getName().startsWith("__") || !(parent instanceof GraphQLFieldsContainer container)) {
            return false;
        }
        GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
        GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
        return isResolved(field.getName(), container)
                || (type instanceof GraphQLCompositeType composite && in(field.getSelectionSet(), composite));
    }

    private boolean isResolved(String field, GraphQLFieldsContainer container) {
        if (container instanceof GraphQLInterfaceType anInterface) {
            List<GraphQLObjectType> types = executable.schema().getImplementations(anInterface);
            return types != null && types.stream().anyMatch(type -> isResolved(field, type));
        }
        return executable.resolved().contains(FieldCoordinates.coordinates(container.getName(), field));
    }

    private GraphQLCompositeType type(String name) {
        return (GraphQLCompositeType) Objects.requireNonNull(executable.schema().getType(name));
    }
}
