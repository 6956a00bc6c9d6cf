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
 * Says on which thread the blocking methods of a resolver run.
 *
 * <p>Every resolver is carried off the server's thread without being named, so this annotation is needed only to depart
 * from the deployment's setting {@code synctoasync.thread-sensitive}. On a method it wins over the class, on a class over
 * the deployment. A resolver that is declared to return a {@link java.util.concurrent.CompletionStage} is asynchronous
 * already and called as it is.
 *
 * <p>Called from elsewhere, say from a servlet, a resolver runs on its caller's thread as if this annotation were absent.
 *
 * <p>On a method of any bean that is declared to return a {@link java.util.concurrent.CompletionStage}, the call itself goes
 * to a lane of its own: the caller gets the stage at once, while the method's body blocks in a transaction, a persistence
 * context and a request context of its own. So a servlet or a Jakarta REST resource can use it too. Called on a lane it
 * runs straight through.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SyncToAsync {
    /**
     * Whether the method runs on the one thread of its request, one at a time with all other thread-sensitive resolvers
     * and batch functions of that request, in the request's persistence context and transaction. If not, it runs on a
     * thread, in a persistence context and in a transaction of its own, in parallel with the others.
     */
    @Nonbinding
    boolean threadSensitive() default true;

    /**
     * The JNDI name of a managed executor that gives the thread, as {@code java:comp/DefaultManagedExecutorService}; only
     * together with {@code threadSensitive = false}, else the deployment fails. By default an executor of our own does.
     */
    @Nonbinding
    String executor() default "";
}
