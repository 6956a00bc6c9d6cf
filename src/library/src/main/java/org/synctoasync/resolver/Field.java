package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects a method of a CDI bean to a field of any object type of the schema.
 *
 * <p>A parameter of the method is one of these:
 *
 * <ul>
 *   <li>an argument of the field, bound by the parameter's name or by {@link Argument};
 *   <li>the object to which the field belongs, marked with {@link Source};
 *   <li>{@code org.dataloader.DataLoader<K, V>}, the request's loader of the entity {@code V} with ids of type
 *       {@code K};
 *   <li>{@code graphql.schema.DataFetchingEnvironment}, {@code graphql.schema.DataFetchingFieldSelectionSet}, or
 *       {@code graphql.GraphQLContext}, the context of the request.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Field {
    /**
     * The schema coordinate of the field, for example {@code Book.author}.
     *
     * @see <a href="https://spec.graphql.org/September2025/#sec-Schema-Coordinates">GraphQL, section 3.14</a>
     */
    String value();
}
