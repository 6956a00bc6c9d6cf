package org.synctoasync.resolver;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the argument that a parameter receives. It is needed if the parameter has another name, or if the class is
 * compiled without parameter names.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Argument {
    /** The argument's name in the schema. */
    String value();
}
