package org.synctoasync.graphql.paging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.input.Coercions;
import org.synctoasync.model.Condition;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.RowAttribute;

/**
 * The shared parts from which the arguments of paged fields are made.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 *
 * @param limits the limits of a page's size
 * @param known the filters made so far, by their type and the class that they filter
 */
record PageInputs(
        ModelLoaders models,
        PageLimits limits,
        Coercions coercions,
        Faults faults,
        Map<List<Object>, FilterInput> known) {
    /** The maximum number of values in a filter. Each value is a parameter of the statement. */
    static final int MOST_VALUES = 1000;

    PageInputs(ModelLoaders models, PageLimits limits, Faults faults) {
        this(models, limits, new Coercions(), faults, new HashMap<>());
    }

    static List<String> join(List<String> path, RowAttribute attribute) {
        return Stream.concat(path.stream(), Stream.of(attribute.name())).toList();
    }

    /** Rejects a condition whose statement would be too long. */
    static Condition bounded(Condition condition) {
        if (size(condition) > MOST_VALUES) {
            throw new InvalidArgument("the filter has more than " + MOST_VALUES + " values");
        }
        return condition;
    }

    private static long size(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.all().stream().mapToLong(PageInputs::size).sum();
        }
        if (condition instanceof Condition.Or or) {
            return or.any().stream().mapToLong(PageInputs::size).sum();
        }
        if (condition instanceof Condition.Not not) {
            return size(not.condition());
        }
        return condition instanceof Condition.Test test && test.value() instanceof List<?> several ? several.size() : 1;
    }
}
