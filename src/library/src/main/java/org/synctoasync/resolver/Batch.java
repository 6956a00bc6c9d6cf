package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a method of a CDI bean to a field of any object type of the schema, to be called once for many objects.
 *
 * <pre>
 *   &#64;Batch("Book.rating")
 *   public Map&lt;Long, Double&gt; rating(Set&lt;Long&gt; bookIds, int year)
 * </pre>
 *
 * <p>The first parameter takes a {@code List}, {@code Set} or {@code Collection}: of the objects that the field belongs to,
 * or of their keys. The others take the field's arguments, as those of a {@link Field} method do; the method is called once
 * for each set of arguments. It returns
 *
 * <ul>
 *   <li>a {@code Map} from keys (or objects) to values; a key that is not in it has the value null; or
 *   <li>a {@code List} of values, as many and in the same order as the keys; only where the parameter is no {@code Set}.
 * </ul>
 *
 * <p>A value that is an exception, or a failed {@code org.dataloader.Try}, is the error of its key alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Batch {
    /** The schema coordinate of the field, as {@code Book.rating}. */
    String value();

    /** The property that is the key, and by which objects are told apart; by default an entity's id, else {@code id}. */
    String key() default "";

    /** How many keys a call has at the most; more are split. */
    int size() default Integer.MAX_VALUE;

    /** Whether what was loaded is remembered until the request ends. */
    boolean cached() default true;
}
