package org.synctoasync.cdi;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Setting.TransactionScope;
import org.synctoasync.deployment.Settings;
import org.synctoasync.model.CallMode;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Determines how a resolver is called. The method's annotation overrides the class's annotation, which overrides the
 * deployment's setting. A contradiction is a fault.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
final class CallModes {
    private final Settings settings;
    private final Faults faults;

    CallModes(Settings settings, Faults faults) {
        this.settings = settings;
        this.faults = faults;
    }

    CallMode of(AnnotatedMethod<?> method, AnnotatedType<?> type, String describe) {
        @Nullable SyncToAsync said = said(method, type);
        boolean threadSensitive = isThreadSensitive(said);
        String executor = said == null ? "" : said.executor();
        if (threadSensitive && !executor.isEmpty()) {
            faults.add(describe + " is thread-sensitive and names the executor " + executor
                    + "; a thread-sensitive resolver runs on its request's lane. Say threadSensitive = false, or name no"
                    + " executor.");
        }
        @Nullable Executor threads = threadSensitive ? null : find(executor, describe);
        boolean onLane = threadSensitive || isRequestWide(); // the single transaction belongs to the lane
        return new CallMode(onLane, ownTransaction(method, type), false, onLane ? null : threads);
    }

    private static @Nullable SyncToAsync said(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        return Optional.ofNullable(method.getAnnotation(SyncToAsync.class))
                .orElse(type.getAnnotation(SyncToAsync.class));
    }

    private boolean isThreadSensitive(@Nullable SyncToAsync said) {
        return said == null ? settings.get(Setting.THREAD_SENSITIVE) : said.threadSensitive();
    }

    /** Checks whether a resolver's annotations fit the resolver. */
    void check(ResolverMethod resolver, AnnotatedMethod<?> method, AnnotatedType<?> type) {
        if (resolver.type().equals("Mutation")) {
            checkTransaction(resolver, method, type);
        }
        SyncToAsync said = method.getAnnotation(SyncToAsync.class);
        if (!resolver.blocks() && said != null && !said.threadSensitive()) {
            faults.add(resolver.describe() + " is not thread-sensitive and returns "
                    + resolver.method().getReturnType().getSimpleName()
                    + ", so it is called as it is on the lane; take @SyncToAsync off, or return the value itself.");
        }
        if (resolver.blocks()
                && resolver.type().equals("Mutation")
                && !isThreadSensitive(said(method, type))
                && isRequestWide()) {
            faults.add(resolver.describe() + " is not thread-sensitive, so it has a transaction of its own, but "
                    + Setting.TRANSACTION.key() + " is request; say threadSensitive = true.");
        }
    }

    /**
     * Reports a root field of a mutation whose writes are not in the root field's transaction. A transaction that began
     * outside of it is not rolled back with it, and neither are writes without a transaction.
     */
    private void checkTransaction(ResolverMethod resolver, AnnotatedMethod<?> method, AnnotatedType<?> type) {
        transaction(method, type)
                .filter(kind -> kind == TxType.REQUIRES_NEW || kind == TxType.NOT_SUPPORTED || kind == TxType.NEVER)
                .ifPresent(kind -> faults.add(resolver.describe() + " is @Transactional(" + kind
                        + ") and resolves a root field of a mutation, which has a transaction of its own already; take"
                        + " @Transactional off, or call another bean that has it."));
    }

    private static boolean ownTransaction(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        return transaction(method, type)
                .filter(kind -> kind == TxType.REQUIRED || kind == TxType.REQUIRES_NEW)
                .isPresent();
    }

    private static Optional<TxType> transaction(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        return Optional.ofNullable(method.getAnnotation(Transactional.class))
                .or(() -> Optional.ofNullable(type.getAnnotation(Transactional.class)))
                .map(Transactional::value);
    }

    private boolean isRequestWide() {
        return settings.get(Setting.TRANSACTION) == TransactionScope.REQUEST;
    }

    private @Nullable Executor find(String name, String describe) {
        if (name.isEmpty()) {
            return null;
        }
        try {
            Object found = InitialContext.doLookup(name);
            if (found instanceof Executor executor) {
                return executor;
            }
            faults.add(describe + " names the executor " + name + ", which is none.");
        } catch (NamingException unknown) {
            faults.add(describe + " names the executor " + name + ", which JNDI does not know; define it by"
                    + " @ManagedExecutorDefinition or in the server.");
        }
        return null;
    }
}
