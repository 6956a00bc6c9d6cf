package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a method of a CDI bean to a field of the schema's {@code Subscription} type.
 *
 * <p>The method's parameters are bound by name to the field's arguments; see {@link Field} for all that a parameter may
 * be. A field that does not exist, or a type that does not fit, fails the deployment.
 *
 * <p>The method returns a {@link Topic}, another {@link java.util.concurrent.Flow.Publisher} of events, or one of Reactive Streams, and is called as
 * it is, on the thread that subscribes, in the context of the subscriber. The resolvers of each event run on a lane of their own, with fresh loaders, in the
 * context of the subscriber.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Subscription {
    /** The field's name; by default the method's. */
    String value() default "";
}
