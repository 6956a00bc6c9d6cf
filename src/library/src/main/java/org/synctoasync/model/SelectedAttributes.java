package org.synctoasync.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of an object that a request selects.
 *
 * <p><b>Threading:</b> must not be changed after creation.
 *
 * @param names the names of all selected fields, whatever resolves them
 * @param attributes the selected fields that are read from an attribute of the same name that refers to entities, each
 *     with the selection of these entities
 */
public record SelectedAttributes(Set<String> names, Map<String, SelectedAttributes> attributes) {
    /** Returns the union of two selections. */
    public SelectedAttributes and(SelectedAttributes other) {
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        Map<String, SelectedAttributes> all = new HashMap<>(attributes);
        other.attributes.forEach((name, selected) -> all.merge(name, selected, SelectedAttributes::and));
        return new SelectedAttributes(allNames, all);
    }
}
