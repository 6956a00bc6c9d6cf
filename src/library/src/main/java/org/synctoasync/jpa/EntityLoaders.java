package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Association;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.RowAttribute;
import org.synctoasync.model.Rows;

/**
 * Creates load functions from the metamodel of the application's persistence unit.
 *
 * <p><b>Threading:</b> may be used by any thread; the functions run on the lane of their request.
 */
@ApplicationScoped
public class EntityLoaders implements ModelLoaders {
    private final Map<Class<?>, LoadFunction<?, ?>> byId = new ConcurrentHashMap<>();
    private final Map<DatabaseMapping, Association> associations = new ConcurrentHashMap<>();
    private final Map<ClassDescriptor, EntityKey> keys = new ConcurrentHashMap<>();
    private final Map<Object, Rows> rows = new ConcurrentHashMap<>();

    @PersistenceContext
    private EntityManager entities;

    private volatile @Nullable Set<Class<?>> classes;

    @Override
    @SuppressWarnings("unchecked") // byId() created it for this class
    public <V> LoadFunction<?, V> modelLoader(Class<V> entity) {
        if (!entities().contains(entity)) {
            throw new IllegalArgumentException(
                    entity.getName() + " is no entity of the persistence unit; annotate it @Entity");
        }
        return (LoadFunction<?, V>) byId.computeIfAbsent(entity, this::byId);
    }

    @Override
    public Collection<Class<?>> entities() {
        Set<Class<?>> known = classes; // called for each object that is passed to a batch method
        if (known == null) {
            known = entities.getMetamodel().getEntities().stream()
                    .map(EntityType::getJavaType)
                    .collect(Collectors.toUnmodifiableSet());
            classes = known;
        }
        return known;
    }

    @Override
    public @Nullable Association association(Class<?> entity, String attribute) {
        ClassDescriptor owner = declaring(entity, attribute);
        DatabaseMapping mapping = owner == null ? null : owner.getMappingForAttributeName(attribute);
        return owner == null || isEmbeddable(owner) || mapping == null || !isLoadable(mapping)
                ? null
                : associations.computeIfAbsent(mapping, known -> make(key(owner), known));
    }

    @Override
    public @Nullable String flaw(Class<?> type, String attribute) {
        ClassDescriptor owner = declaring(type, attribute);
        if (owner == null
                || !(owner.getMappingForAttributeName(attribute) instanceof ForeignReferenceMapping mapping)
                || mapping.isJoinFetched()
                || mapping.shouldUseBatchReading()) {
            return null;
        }
        if (!mapping.isLazy()) {
            return "is not lazy, so that EclipseLink reads it with each entity, whether it is selected or not, by a"
                    + " statement for each row; say fetch = LAZY, and weave the entities at build";
        }
        return isLoadable(mapping) && !isEmbeddable(owner)
                ? null
                : "is " + (isLoadable(mapping) ? "inside an embeddable" : "a map")
                        + ", so that its getter reads it, by a statement for each row; resolve it by a method with @Batch";
    }

    @Override
    public @Nullable Rows rows(Class<?> entity) {
        return entities().contains(entity)
                ? rows.computeIfAbsent(
                        entity, known -> new MappedRows(entities, key(session().getDescriptor(entity)), null))
                : null;
    }

    @Override
    public @Nullable Rows rows(Class<?> owner, String attribute) {
        ClassDescriptor descriptor = entities().contains(owner) ? session().getDescriptor(owner) : null;
        ClassDescriptor declaring = descriptor == null ? null : declaring(descriptor, attribute);
        DatabaseMapping mapping = declaring == null ? null : declaring.getMappingForAttributeName(attribute);
        if (declaring == null
                || mapping == null
                || !mapping.isCollectionMapping()
                || mapping.isAggregateCollectionMapping()
                || mapping.isDirectCollectionMapping()
                || !isLoadable(mapping)) {
            return null;
        }
        return rows.computeIfAbsent(
                mapping,
                known -> new MappedRows(
                        entities, key(mapping.getReferenceDescriptor()), new OwnerRows(key(declaring), mapping)));
    }

    @Override
    public Collection<RowAttribute> attributes(Class<?> type) {
        return new Attributes(entities.getMetamodel()).of(type);
    }

    @Override
    public @Nullable Object id(Object entity) {
        EntityKey key = key(session().getDescriptor(entity));
        Object id = key.of(entity);
        return id == null ? null : key.external(id);
    }

    private static boolean isEmbeddable(ClassDescriptor descriptor) {
        return descriptor.isAggregateDescriptor() || descriptor.isAggregateCollectionDescriptor();
    }

    private @Nullable ClassDescriptor declaring(Class<?> type, String attribute) {
        ClassDescriptor descriptor = session().getDescriptor(type);
        return descriptor == null ? null : declaring(descriptor, attribute);
    }

    /**
     * Returns the topmost entity that has the attribute: a subclass inherits the attribute, and both classes are loaded
     * together.
     */
    private static ClassDescriptor declaring(ClassDescriptor descriptor, String attribute) {
        ClassDescriptor parent = descriptor.isChildDescriptor()
                ? descriptor.getInheritancePolicy().getParentDescriptor()
                : null;
        return parent == null || parent.getMappingForAttributeName(attribute) == null
                ? descriptor
                : declaring(parent, attribute);
    }

    private static boolean isLoadable(DatabaseMapping mapping) {
        return OwnerRows.isReference(mapping)
                ? !mapping.isCollectionMapping()
                        || !mapping.getContainerPolicy().isMapPolicy()
                : mapping.isDirectToFieldMapping() && mapping.isLazy();
    }

    private Association make(EntityKey owner, DatabaseMapping mapping) {
        ClassDescriptor target = OwnerRows.isForeignKey(mapping) ? mapping.getReferenceDescriptor() : null;
        LoadFunction<?, ?> function = target == null ? byOwner(owner, mapping) : modelLoader(target.getJavaClass());
        return new MappedAssociation(
                owner, mapping, target == null ? null : key(target), element(owner, mapping), function);
    }

    private LoadFunction<?, ?> byOwner(EntityKey owner, DatabaseMapping mapping) {
        KeyCriterion criterion = KeyCriterion.on(owner.session().getPlatform(), owner.classes());
        return new ByOwnerFunction(
                MappedAssociation.nameOf(owner, mapping),
                owner,
                mapping.isCollectionMapping(),
                new KeyQuery(entities, criterion, new OwnerRows(owner, mapping)::query));
    }

    private Class<?> element(EntityKey owner, DatabaseMapping mapping) {
        Attribute<?, ?> attribute = entities.getMetamodel()
                .entity(owner.descriptor().getJavaClass())
                .getAttribute(mapping.getAttributeName());
        return EntityKey.wrapped(
                attribute instanceof PluralAttribute<?, ?, ?> plural
                        ? plural.getElementType().getJavaType()
                        : attribute.getJavaType());
    }

    private <V> LoadFunction<?, V> byId(Class<V> entity) {
        return new ByIdFunction<>(entities, entity, key(session().getDescriptor(entity)));
    }

    private EntityKey key(ClassDescriptor descriptor) {
        return keys.computeIfAbsent(descriptor, known -> new EntityKey(known, session()));
    }

    private AbstractSession session() {
        return (AbstractSession) entities.getEntityManagerFactory().unwrap(DatabaseSession.class);
    }
}
