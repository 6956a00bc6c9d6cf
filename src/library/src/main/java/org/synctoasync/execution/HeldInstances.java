package org.synctoasync.execution;

import java.util.Set;

/**
 * Detects whether a resolver waits inside a method of a class whose instances are bounded or locked while a method
 * runs. No other resolver may start underneath it, because that resolver might need another instance or the same one.
 *
 * <p><b>Threading:</b> stateless; inspects the caller's stack.
 */
final class HeldInstances {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private HeldInstances() {}

    /** Whether the innermost resolver on the calling thread is inside such a method. */
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
