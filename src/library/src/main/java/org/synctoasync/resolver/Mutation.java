package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects a method of a CDI bean to a field of the schema's {@code Mutation} type.
 *
 * <p>The method's parameters are bound by name to the field's arguments; see {@link Field} for all kinds of parameters.
 * A field that does not exist, or a type that does not match, fails the deployment.
 *
 * <p>The method runs in its own transaction, unless the request has one transaction for all fields. The transaction is
 * committed if the method returns; if it returns a stage, the stage must also complete with a value. The transaction is
 * rolled back after any exception, regardless of {@code @Transactional} on the method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Mutation {
    /** The field's name; by default the method's name. */
    String value() default "";
}
