package org.synctoasync.jpa;

import java.util.Objects;
import java.util.Set;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.mappings.ObjectReferenceMapping;
import org.eclipse.persistence.queries.FetchGroupTracker;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Association;
import org.synctoasync.model.LoadFunction;

/**
 * An association in EclipseLink's mapping.
 *
 * <p><b>Threading:</b> immutable.
 */
final class MappedAssociation implements Association {
    private final EntityKey owner;
    private final DatabaseMapping mapping;
    private final @Nullable EntityKey target;
    private final Class<?> element;
    private final LoadFunction<?, ?> function;

    /**
     * Describes an association.
     *
     * @param owner the id of the entity that declares the attribute
     * @param mapping EclipseLink's description of the attribute
     * @param target the id of the entity to which the owner's row refers; null if it refers to no entity
     * @param element the class of the value or of an element
     * @param function loads values by the target's id if there is a target, otherwise by the owner's id
     */
    MappedAssociation(
            EntityKey owner,
            DatabaseMapping mapping,
            @Nullable EntityKey target,
            Class<?> element,
            LoadFunction<?, ?> function) {
        this.owner = owner;
        this.mapping = mapping;
        this.target = target;
        this.element = element;
        this.function = function;
    }

    @Override
    public Class<?> element() {
        return element;
    }

    @Override
    public LoadFunction<?, ?> function() {
        return function;
    }

    @Override
    public String name() {
        return nameOf(owner, mapping);
    }

    static String nameOf(EntityKey owner, DatabaseMapping mapping) {
        return owner.descriptor().getJavaClass().getSimpleName() + "." + mapping.getAttributeName();
    }

    @Override
    public boolean isMany() {
        return mapping.isCollectionMapping();
    }

    @Override
    public boolean isOf(Object source) {
        return owner.descriptor().getJavaClass().isInstance(source);
    }

    @Override
    public boolean isLoaded(Object source) {
        String attribute = mapping.getAttributeName();
        if (source instanceof FetchGroupTracker tracker && !tracker._persistence_isAttributeFetched(attribute)) {
            return false;
        }
        return !(mapping instanceof ForeignReferenceMapping reference)
                || reference.getIndirectionPolicy().objectIsInstantiated(mapping.getAttributeValueFromObject(source));
    }

    @Override
    public @Nullable Object value(Object source) {
        return mapping.getRealAttributeValueFromObject(source, session());
    }

    @Override
    public @Nullable Object key(Object source) {
        EntityKey found = target == null ? owner : target;
        Object key = target == null
                ? owner.of(source)
                : ((ObjectReferenceMapping) mapping).extractPrimaryKeysForReferenceObject(source, session());
        return key == null ? null : found.external(key);
    }

    @Override
    public Set<String> knownFromKey() {
        return target == null || !target.isSimple() || target.descriptor().hasInheritance()
                ? Set.of()
                : Set.of(idOf(target).getAttributeName());
    }

    @Override
    public Object reference(Object key) {
        EntityKey known = Objects.requireNonNull(target, "the row refers to nothing");
        Object reference = known.descriptor().getObjectBuilder().buildNewInstance();
        idOf(known).setAttributeValueInObject(reference, key);
        return reference;
    }

    private static DatabaseMapping idOf(EntityKey key) {
        return key.descriptor()
                .getObjectBuilder()
                .getMappingForField(key.columns().get(0));
    }

    private AbstractSession session() {
        return owner.session();
    }
}
