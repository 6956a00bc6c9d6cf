package org.synctoasync.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origins that belong to the requested host. */
class CorsPolicyTest {
    /**
     * Case is ignored, and a missing port is the scheme's default port (RFC 9110, sections 4.2.3 and 7.2; RFC 6454,
     * section 5).
     */
    @ParameterizedTest
    @CsvSource({
        "https://shop.example, shop.example",
        "https://shop.example, SHOP.example",
        "https://shop.example, shop.example:443",
        "https://SHOP.example, shop.example:443",
        "https://shop.example:443, shop.example",
        "HTTPS://shop.example, shop.example",
        "http://shop.example, shop.example",
        "http://shop.example, shop.example:80",
        "http://shop.example:8080, Shop.Example:8080",
        "https://shop.example:8443, shop.example:8443",
        "http://my_shop:8080, my_shop:8080",
        "http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://[::1], [::1]",
        "http://[::1], [::1]:80",
        "https://[2001:db8::A]:8443, [2001:DB8::a]:8443",
        "https://shop.example., shop.example.",
    })
    void anOriginOfTheSameHostIsKnown(String origin, String host) {
        assertThat(CorsPolicy.isOfHost(origin, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, shop.example",
        "https://shop.example.evil.example, shop.example",
        "https://evil-shop.example, shop.example",
        "https://shop.example, shop.example:80",
        "http://shop.example, shop.example:443",
        "https://shop.example:8443, shop.example",
        "https://shop.example, shop.example:8443",
        "https://shop.example, shop.example:",
        "https://shop.example., shop.example",
        "https://user@shop.example, shop.example",
        "https://shop.example/, shop.example",
        "https://shop.example?a, shop.example",
        "https://shop.example#a, shop.example",
        "https://shop.example\\, shop.example",
        "https://shop.example, user@shop.example",
        "https://shop.example https://shop.example, shop.example",
        "https://shop.example:443:443, shop.example",
        "http://[::1], [::2]",
        "http://[::1, [::1]",
        "http://[, [",
        "capacitor://localhost, localhost",
        "file://, localhost",
        "shop.example, shop.example",
        "//shop.example, shop.example",
        "null, null",
        "'', ''",
    })
    void anyOtherOriginIsForeign(String origin, String host) {
        assertThat(CorsPolicy.isOfHost(origin, host)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "null", "https://shop.example"})
    void noOriginIsThatOfNoHost(String host) {
        assertThat(List.of("https://shop.example", "null", "", "https://"))
                .noneMatch(origin -> CorsPolicy.isOfHost(origin, host));
    }

    /** A text that is expensive to match takes no time. */
    @Test
    void longHeadersAreCompared() {
        String many = "a.".repeat(8000);
        assertThat(CorsPolicy.isOfHost("https://" + many + ":443", many)).isTrue();
        assertThat(CorsPolicy.isOfHost("https://" + many + "@", many)).isFalse();
    }
}
