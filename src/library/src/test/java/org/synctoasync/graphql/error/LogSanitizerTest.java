package org.synctoasync.graphql.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text that a client sent cannot look like a log record. */
class LogSanitizerTest {
    @Test
    void controlCharactersAreEscaped() {
        assertThat(LogSanitizer.of("a\r\nb\u001b[31m\u2028c\u202ed\u0000 Brontë🏃"))
                .isEqualTo("a\\u000d\\u000ab\\u001b[31m\\u2028c\\u202ed\\u0000 Brontë🏃");
    }

    @Test
    void aFailureWithoutThemIsLoggedAsItIs() {
        Exception failure = new IllegalStateException("plain", new IllegalArgumentException("too"));
        assertThat(LogSanitizer.of(failure)).isSameAs(failure);
    }

    /**
     * Control characters are escaped anywhere in a failure. Stack traces are kept, and a failure that is its own cause
     * does not cause a loop.
     */
    @Test
    void aFailureWithThemHasALikeness() {
        Exception cause = new IllegalArgumentException("a\nFORGED");
        Exception failure = new IllegalStateException("plain", cause);
        cause.addSuppressed(failure);
        Throwable likeness = LogSanitizer.of(failure);
        assertThat(likeness).hasToString("java.lang.IllegalStateException: plain");
        assertThat(likeness.getCause()).hasToString("java.lang.IllegalArgumentException: a\\u000aFORGED");
        assertThat(likeness.getStackTrace()).isEqualTo(failure.getStackTrace());
    }
}
