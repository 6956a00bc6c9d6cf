package org.synctoasync.graphql.document;

import graphql.GraphqlErrorBuilder;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.error.ErrorCodes;

/**
 * The limits of a document that can be checked without a schema. They are checked before validation, because validation
 * itself may be expensive. Each node and each fragment is visited once, regardless of how often the fragment is spread.
 *
 * <p><b>Threading:</b> immutable.
 */
final class DocumentLimits {
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    /** The introspection fields whose lists have elements with such fields again. */
    private static final Set<String> INTROSPECTED_LISTS =
            Set.of("types", "directives", "fields", "args", "inputFields", "interfaces", "possibleTypes", "enumValues");

    private final Limit aliases;
    private final Limit directives;
    private final Limit depth;
    private final Limit rootFields;
    private final Limit fields;
    private final Limit introspectionDepth;
    private final boolean introspection;

    DocumentLimits(Settings settings) {
        aliases = Limit.of("aliases", DoorSetting.MAX_ALIASES, settings);
        directives = Limit.of("directives", DoorSetting.MAX_DIRECTIVES, settings);
        depth = Limit.of("fields one in the other", DoorSetting.MAX_DEPTH, settings);
        rootFields = Limit.of("fields at its root", DoorSetting.MAX_ROOT_FIELDS, settings);
        fields = Limit.of("fields (fragments spread)", DoorSetting.MAX_COST, settings);
        introspectionDepth =
                Limit.of("lists of introspection one in the other", DoorSetting.MAX_INTROSPECTION_DEPTH, settings);
        introspection = settings.get(DoorSetting.INTROSPECTION).isOn(settings.get(DoorSetting.PROFILE));
    }

    /** Rejects a document that exceeds any limit. */
    void check(Document document) throws Limit.Exceeded {
        checkCounts(document);
        Map<String, FragmentDefinition> fragments = new HashMap<>();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
        Walk walk = new Walk(fragments);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            Extent extent = walk.of(operation.getSelectionSet());
            rootFields.check(extent.top());
            fields.check(extent.fields());
            depth.check(extent.depth());
            introspectionDepth.check(extent.introspectedLists());
        }
    }

    /**
     * Returns the error for the engine's own limits, which no setting changes. The engine accepts introspection only
     * once in a document, and neither too deep nor too wide.
     */
    static Limit.Exceeded ofEngine() {
        return new Limit.Exceeded(GraphqlErrorBuilder.newError()
                .message(
                        "The document asks for more of the schema than introspection needs, or is too deep for the engine")
                .extensions(Map.of("code", ErrorCodes.LIMIT_EXCEEDED))
                .build());
    }

    /** Counts aliases and directives in the whole document, including fragments that are never spread. */
    private void checkCounts(Document document) throws Limit.Exceeded {
        int aliasCount = 0;
        int directiveCount = 0;
        Deque<Node<?>> open = new ArrayDeque<>(document.getChildren().size() + 16);
        open.add(document);
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            if (node instanceof Field field) {
                aliasCount += field.getAlias() == null ? 0 : 1;
                refuseIntrospection(field);
            }
            directiveCount += node instanceof Directive ? 1 : 0;
            node.getChildren().forEach(open::push);
        }
        aliases.check(aliasCount);
        directives.check(directiveCount);
    }

    private void refuseIntrospection(Field field) throws Limit.Exceeded {
        if (!introspection && INTROSPECTION.contains(field.getName())) {
            throw new Limit.Exceeded(GraphqlErrorBuilder.newError()
                    .message("The schema is not shown here; the setting is %s", DoorSetting.INTROSPECTION.key())
                    .extensions(Map.of("code", ErrorCodes.INTROSPECTION_DISABLED))
                    .location(field.getSourceLocation())
                    .build());
        }
    }

    /**
     * The extent of a selection, with its fragments spread.
     *
     * @param top the number of fields at its top level
     * @param fields the number of all its fields
     * @param depth the depth of nested fields, without introspection
     * @param introspectedLists the depth of nested introspection lists
     */
    private record Extent(long top, long fields, long depth, long introspectedLists) {
        static final Extent NOTHING = new Extent(0, 0, 0, 0);

        /** Combines two sibling selections. Counts stop at the largest {@code int}. */
        Extent and(Extent other) {
            return new Extent(
                    bounded(top + other.top),
                    bounded(fields + other.fields),
                    Math.max(depth, other.depth),
                    Math.max(introspectedLists, other.introspectedLists));
        }

        Extent under(Field field) {
            boolean introspected = INTROSPECTION.contains(field.getName());
            long lists = introspectedLists + (INTROSPECTED_LISTS.contains(field.getName()) ? 1 : 0);
            return new Extent(1, fields + 1, introspected ? 1 : depth + 1, lists);
        }

        private static long bounded(long count) {
            return Math.min(count, Integer.MAX_VALUE);
        }
    }

    /** Visits selections. Belongs to one thread. */
    private final class Walk {
        private final Map<String, FragmentDefinition> fragments;
        private final Map<String, Extent> known = new HashMap<>();
        private int open;

        Walk(Map<String, FragmentDefinition> fragments) {
            this.fragments = fragments;
        }

        Extent of(@Nullable SelectionSet selections) throws Limit.Exceeded {
            Extent extent = Extent.NOTHING;
            if (selections != null) {
                if (++open > mostOpen()) { // nested fragments use the stack too
                    throw depth.exceeded();
                }
                for (Selection<?> selection : selections.getSelections()) {
                    extent = extent.and(of(selection));
                }
                open--;
            }
            return extent;
        }

        private long mostOpen() {
            return 4 * depth.most() + 100;
        }

        private Extent of(Selection<?> selection) throws Limit.Exceeded {
            if (selection instanceof Field field) {
                return of(field.getSelectionSet()).under(field);
            }
            return selection instanceof InlineFragment inline
                    ? of(inline.getSelectionSet())
                    : ofFragment(((FragmentSpread) selection).getName());
        }

        private Extent ofFragment(String name) throws Limit.Exceeded {
            Extent extent = known.get(name);
            FragmentDefinition fragment = fragments.get(name);
            if (extent != null || fragment == null) {
                return extent == null ? Extent.NOTHING : extent; // validation reports unknown fragments
            }
            known.put(name, Extent.NOTHING); // validation reports a fragment that spreads itself, too
            Extent found = of(fragment.getSelectionSet());
            known.put(name, found);
            return found;
        }
    }
}
