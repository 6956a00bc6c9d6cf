package org.synctoasync.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a request selects of an object.
 *
 * <p><b>Threading:</b> not to be changed once made.
 *
 * @param names all fields, whatever resolves them
 * @param attributes those that are fetched from an attribute of their name which refers to entities, each with what is
 *     selected of these
 */
public record SelectedAttributes(Set<String> names, Map<String, SelectedAttributes> attributes) {
    /** What either of two selections selects. */
    public SelectedAttributes and(SelectedAttributes other) {
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        Map<String, SelectedAttributes> all = new HashMap<>(attributes);
        other.attributes.forEach((name, selected) -> all.merge(name, selected, SelectedAttributes::and));
        return new SelectedAttributes(allNames, all);
    }
}
