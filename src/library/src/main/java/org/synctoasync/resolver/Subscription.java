package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects a method of a CDI bean to a field of the schema's {@code Subscription} type.
 *
 * <p>The method's parameters are bound by name to the field's arguments; see {@link Field} for all kinds of parameters.
 * A field that does not exist, or a type that does not match, fails the deployment.
 *
 * <p>The method returns a {@link Topic}, another {@link java.util.concurrent.Flow.Publisher} of events, or a publisher
 * of Reactive Streams. It is called directly, on the thread that subscribes and in the context of the subscriber. The
 * resolvers of each event run on their own lane, with new loaders, in the context of the subscriber.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Subscription {
    /** The field's name; by default the method's name. */
    String value() default "";
}
