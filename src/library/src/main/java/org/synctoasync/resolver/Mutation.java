package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a method of a CDI bean to a field of the schema's {@code Mutation} type.
 *
 * <p>The method's parameters are bound by name to the field's arguments; see {@link Field} for all that a parameter may
 * be. A field that does not exist, or a type that does not fit, fails the deployment.
 *
 * <p>The method runs in a transaction of its own, unless the request has one for all. It is committed if the method returns, and
 * its stage, if it returns one, completes with a value. It is rolled back after any exception, whatever {@code @Transactional} on
 * the method says of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Mutation {
    /** The field's name; by default the method's. */
    String value() default "";
}
