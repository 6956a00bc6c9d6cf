package org.synctoasync.execution;

import java.util.Set;

/**
 * Tells whether a resolver waits inside a method of a class whose instances are bounded or locked while a method runs. No other
 * resolver may start underneath, for it might need another instance, or the same one.
 *
 * <p><b>Threading:</b> stateless; looks at the caller's stack.
 */
final class HeldInstances {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private HeldInstances() {}

    /** Whether the resolver that runs on this thread, the innermost one, is inside such a method. */
    static boolean onStack(Set<Class<?>> pooled) {
        return !pooled.isEmpty()
                && STACK.walk(frames -> frames.takeWhile(frame -> !isCall(frame))
                        .anyMatch(frame -> pooled.contains(frame.getDeclaringClass())));
    }

    private static boolean isCall(StackWalker.StackFrame frame) {
        return frame.getDeclaringClass() == ParallelTask.class
                || frame.getDeclaringClass() == Pump.class
                        && frame.getMethodName().equals("runCall");
    }
}
