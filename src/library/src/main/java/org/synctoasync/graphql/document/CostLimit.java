package org.synctoasync.graphql.document;

import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.paging.PageLimits;
import org.synctoasync.graphql.schema.ExecutableSchema;

/**
 * Limits the number of values that an operation may request. Each field counts one. The selection below a list counts
 * as many times as the list has elements. The length of a list is, in this order: the value of an argument like
 * {@code first}; the usual size of a page; the larger of the number of values in its longest list argument and the
 * length that a setting assumes. If such an argument or a page bounds a field that is not a list, a list directly below
 * it has this length, like {@code edges} of a connection.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class CostLimit {
    private static final Set<String> SIZES =
            Set.of("first", "last", "limit", "take", "top", "size", "pageSize", "count", "max");

    private final GraphQLSchema schema;
    private final Limit limit;
    private final long assumed;
    private final Set<FieldCoordinates> paged;
    private final long page;

    public CostLimit(ExecutableSchema executable, Settings settings) {
        this.schema = executable.schema();
        this.paged = executable.paged();
        this.page = PageLimits.of(settings).usual();
        this.limit = Limit.of("values to ask for (lists counted)", DoorSetting.MAX_COST, settings);
        this.assumed = settings.get(DoorSetting.ASSUMED_LIST_SIZE);
    }

    /** Returns the error of an operation that exceeds the limit; null if it does not. The document must be valid. */
    public @Nullable GraphQLError check(OperationDefinition operation, Document document, ExecutionInput input) {
        try {
            limit.check(new Count(operation, document, input.getRawVariables().toMap()).of(operation, schema));
            return null;
        } catch (Limit.Exceeded exceeded) {
            return exceeded.error();
        }
    }

    /** Counts the values of one operation. Belongs to one thread. */
    private final class Count {
        private final Map<String, FragmentDefinition> fragments = new HashMap<>();
        private final Map<String, Long> known = new HashMap<>();
        private final Map<String, Value<?>> defaults = new HashMap<>();
        private final Map<String, Object> variables;

        Count(OperationDefinition operation, Document document, Map<String, Object> variables) {
            this.variables = variables;
            document.getDefinitionsOfType(FragmentDefinition.class)
                    .forEach(fragment -> fragments.put(fragment.getName(), fragment));
            for (VariableDefinition variable : operation.getVariableDefinitions()) {
                if (variable.getDefaultValue() != null) {
                    defaults.put(variable.getName(), variable.getDefaultValue());
                }
            }
        }

        long of(OperationDefinition operation, GraphQLSchema in) {
            return of(operation.getSelectionSet(), LaneNeed.root(operation, in), false);
        }

        private long of(@Nullable SelectionSet selections, GraphQLCompositeType parent, boolean bounded) {
            long sum = 0;
            if (selections != null) {
                for (Selection<?> selection : selections.getSelections()) {
                    sum = plus(sum, of(selection, parent, bounded));
                }
            }
            return sum;
        }

        private long of(Selection<?> selection, GraphQLCompositeType parent, boolean bounded) {
            if (selection instanceof Field field) {
                return ofField(field, parent, bounded);
            }
            if (selection instanceof InlineFragment inline) {
                return of(
                        inline.getSelectionSet(),
                        inline.getTypeCondition() == null
                                ? parent
                                : type(inline.getTypeCondition().getName()),
                        bounded);
            }
            return ofFragment(((FragmentSpread) selection).getName(), bounded);
        }

        private long ofFragment(String name, boolean bounded) {
            String key = bounded ? name + "!" : name;
            Long cost = known.get(key);
            if (cost == null) {
                FragmentDefinition fragment = Objects.requireNonNull(fragments.get(name)); // the document is valid
                cost = of(
                        fragment.getSelectionSet(),
                        type(fragment.getTypeCondition().getName()),
                        bounded);
                known.put(key, cost);
            }
            return cost;
        }

        private long ofField(Field field, GraphQLCompositeType parent, boolean bounded) {
            if (field.getName().startsWith("__") || !(parent instanceof GraphQLFieldsContainer container)) {
                return 1;
            }
            GraphQLFieldDefinition definition = container.getFieldDefinition(field.getName());
            boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
            long size = size(field, definition);
            long said = size < 0 && isPaged(field.getName(), container) ? page : size;
            long length = said >= 0 ? said : list && !bounded ? Math.max(assumed, listed(field)) : 1;
            long below = GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLCompositeType type
                    ? of(field.getSelectionSet(), type, said >= 0 && !list)
                    : list ? 1 : 0;
            return plus(1, times(length, below));
        }

        /** Returns the length that the field's arguments request; -1 if no argument requests one. */
        private long size(Field field, GraphQLFieldDefinition definition) {
            long size = -1;
            for (String name : SIZES) {
                if (definition.getArgument(name) != null) {
                    Object value = argument(field, name);
                    Object said = value == null ? defaultOf(definition, name) : value;
                    size = said instanceof Number number ? Math.max(size, Math.max(0, number.longValue())) : size;
                }
            }
            return size;
        }

        private @Nullable Object defaultOf(GraphQLFieldDefinition definition, String name) {
            return definition.getArgument(name).getArgumentDefaultValue().getValue() instanceof IntValue said
                    ? plain(said.getValue())
                    : null;
        }

        /** Returns the number of values in the field's longest list argument. */
        private long listed(Field field) {
            long most = 0;
            for (Argument argument : field.getArguments()) {
                Object value = value(argument.getValue());
                most = value instanceof Collection<?> values ? Math.max(most, values.size()) : most;
            }
            return most;
        }

        private @Nullable Object argument(Field field, String name) {
            return field.getArguments().stream()
                    .filter(argument -> argument.getName().equals(name))
                    .findFirst()
                    .map(argument -> value(argument.getValue()))
                    .orElse(null);
        }

        private @Nullable Object value(@Nullable Value<?> value) {
            if (value instanceof VariableReference variable) {
                return variables.containsKey(variable.getName())
                        ? variables.get(variable.getName())
                        : literal(defaults.get(variable.getName()));
            }
            return literal(value);
        }

        private static @Nullable Object literal(@Nullable Value<?> value) {
            if (value instanceof IntValue number) {
                return plain(number.getValue());
            }
            return value instanceof ArrayValue array ? array.getValues() : null;
        }

        private static Long plain(BigInteger number) {
            return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
        }
    }

    private boolean isPaged(String field, GraphQLFieldsContainer container) {
        if (container instanceof GraphQLInterfaceType anInterface) {
            List<GraphQLObjectType> types = schema.getImplementations(anInterface);
            return types != null && types.stream().anyMatch(type -> isPaged(field, type));
        }
        return paged.contains(FieldCoordinates.coordinates(container.getName(), field));
    }

    private GraphQLCompositeType type(String name) {
        return (GraphQLCompositeType) Objects.requireNonNull(schema.getType(name));
    }

    /** Adds without overflow; the result is at most the largest {@code long}. */
    private static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long times(long one, long other) {
        return other != 0 && one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }
}
