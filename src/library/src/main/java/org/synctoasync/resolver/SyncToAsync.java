package org.synctoasync.resolver;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the thread on which the blocking methods of a resolver run.
 *
 * <p>Every blocking resolver runs on another thread than the server's, without an annotation. This annotation is needed
 * only for a resolver that differs from the deployment's setting {@code synctoasync.thread-sensitive}. The annotation
 * on a method has precedence over the one on its class, and the annotation on a class over the deployment's setting. A
 * resolver whose declared return type is {@link java.util.concurrent.CompletionStage} is already asynchronous and is
 * called directly.
 *
 * <p>If other code calls a resolver, for example a servlet, the resolver runs on the calling thread, as if this
 * annotation were absent.
 *
 * <p>The annotation also applies to a method of any bean whose declared return type is
 * {@link java.util.concurrent.CompletionStage}. The call then runs on its own lane: the caller receives the stage at
 * once, and the method's body blocks in its own transaction, persistence context and request context. A servlet or a
 * Jakarta REST resource can use this too. A call from a lane runs directly on the lane's thread.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SyncToAsync {
    /**
     * Whether the method runs on the single thread of its request. All thread-sensitive resolvers and batch functions
     * of the request run on this thread one at a time, in the request's persistence context and transaction. Otherwise
     * the method runs on its own thread, in its own persistence context and transaction, in parallel with the other
     * resolvers.
     */
    @Nonbinding
    boolean threadSensitive() default true;

    /**
     * The JNDI name of a managed executor that provides the thread, for example
     * {@code java:comp/DefaultManagedExecutorService}. It requires {@code threadSensitive = false}; otherwise the
     * deployment fails. By default, the library's own executor provides the thread.
     */
    @Nonbinding
    String executor() default "";
}
