package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects a method of a CDI bean to a field of any object type of the schema. The method is called once for many
 * objects.
 *
 * <pre>
 *   &#64;Batch("Book.rating")
 *   public Map&lt;Long, Double&gt; rating(Set&lt;Long&gt; bookIds, int year)
 * </pre>
 *
 * <p>The first parameter is a {@code List}, {@code Set} or {@code Collection} of the objects to which the field
 * belongs, or of their keys. The other parameters receive the field's arguments, as those of a {@link Field} method do.
 * The method is called once for each set of arguments. It returns one of these:
 *
 * <ul>
 *   <li>a {@code Map} from keys (or objects) to values; the value of a missing key is null;
 *   <li>a {@code List} of as many values as there are keys, in the order of the keys; the parameter must then not be a
 *       {@code Set}.
 * </ul>
 *
 * <p>A value that is an exception or a failed {@code org.dataloader.Try} is an error of its key only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Batch {
    /** The schema coordinate of the field, for example {@code Book.rating}. */
    String value();

    /** The property that is the key and that distinguishes objects; by default an entity's id, otherwise {@code id}. */
    String key() default "";

    /** The maximum number of keys in a call; a larger number is split into several calls. */
    int size() default Integer.MAX_VALUE;

    /** Whether loaded values are cached until the request ends. */
    boolean cached() default true;
}
