package org.synctoasync.graphql.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Escapes line breaks and other control characters, so that text from clients cannot forge log records.
 *
 * <p><b>Threading:</b> stateless.
 */
final class LogSanitizer {
    private LogSanitizer() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(line, point));
        return line.toString();
    }

    /**
     * Returns the failure itself if its messages are clean. If a message contains control characters or cannot be read,
     * or if the failure has suppressed exceptions, returns a copy with the same stack traces and escaped messages.
     */
    static Throwable of(Throwable failure) {
        return isClean(failure) ? failure : likeness(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isClean(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            String text = text(each);
            if (text == null || !isClean(text)) {
                return false;
            }
        }
        return failure.getSuppressed().length == 0;
    }

    /** The text of a failure; null if reading it throws. */
    private static @Nullable String text(Throwable failure) {
        try {
            return String.valueOf(failure);
        } catch (Throwable unreadable) {
            return null;
        }
    }

    private static boolean isClean(String text) {
        return text.codePoints().noneMatch(LogSanitizer::isControl);
    }

    private static Likeness likeness(Throwable failure, Set<Throwable> seen) {
        Throwable cause = failure.getCause();
        String text = text(failure);
        Likeness likeness = new Likeness(
                text == null ? failure.getClass().getName() + ", whose message cannot be read" : of(text),
                cause == null || !seen.add(cause) ? null : likeness(cause, seen));
        likeness.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            if (seen.add(suppressed)) {
                likeness.addSuppressed(likeness(suppressed, seen));
            }
        }
        return likeness;
    }

    private static void append(StringBuilder line, int point) {
        if (isControl(point)) {
            line.append(String.format("\\u%04x", point));
        } else {
            line.appendCodePoint(point);
        }
    }

    /**
     * Whether a code point is a control character, a line or paragraph separator, or changes the direction of writing.
     */
    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }

    /** A copy that looks like the original failure in a log. */
    private static final class Likeness extends Throwable {
        private static final long serialVersionUID = 1L;

        private final String text;

        Likeness(String text, @Nullable Throwable cause) {
            super(text, cause, true, true);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
