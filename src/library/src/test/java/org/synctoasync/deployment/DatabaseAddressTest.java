package org.synctoasync.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The database address in an error message contains no password. */
class DatabaseAddressTest {
    @Test
    void theKeyIsNamed() {
        assertThat(DatabaseAddress.of(Map.of())).contains("DB_URL is not set");
        assertThat(shown("jdbc:postgresql://host:5432/books"))
                .isEqualTo("at jdbc:postgresql://host:5432/books (DB_URL)");
    }

    @Test
    void noPasswordIsShown() {
        assertThat(shown("jdbc:postgresql://me:secret@host/books")).doesNotContain("secret");
        assertThat(shown("jdbc:postgresql://host/books?user=me&password=secret&ssl=true"))
                .doesNotContain("secret")
                .contains("ssl=true");
        assertThat(shown("jdbc:postgresql://host/books?sslpassword=secret")).doesNotContain("secret");
        assertThat(shown("jdbc:h2:mem:app;USER=me;PASSWORD=secret")).doesNotContain("secret");
    }

    private static String shown(String url) {
        return DatabaseAddress.of(Map.of("DB_URL", url));
    }
}
