package org.synctoasync.execution;

/**
 * Tells whether this thread's stack has room for more. Java does not say how large a stack is or how much of it is used; but
 * to run out of it is harmless in a method that does nothing else.
 *
 * <p><b>Threading:</b> stateless; asks for the thread that calls.
 */
final class StackHeadroom {
    /** Some 100 to 200 KB: a statement inside the persistence provider, and a few more resolvers. */
    private static final int FRAMES = 1_500;

    private StackHeadroom() {}

    static boolean suffices() {
        try {
            return fill(FRAMES, 0, 0, 0) >= 0;
        } catch (StackOverflowError full) {
            return false;
        }
    }

    private static long fill(int frames, long a, long b, long c) {
        return frames == 0 ? a : fill(frames - 1, a + (b & 1), b + c, c + frames) + (c & 1);
    }
}
