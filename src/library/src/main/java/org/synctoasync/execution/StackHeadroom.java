package org.synctoasync.execution;

/**
 * Checks whether the calling thread's stack has room for more frames. Java reports neither the size of a stack nor how
 * much of it is used. But a stack overflow is harmless in a method that does nothing except fill the stack.
 *
 * <p><b>Threading:</b> stateless; checks the calling thread.
 */
final class StackHeadroom {
    /** About 100 to 200 KB: enough for a statement inside the persistence provider and a few more resolvers. */
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
