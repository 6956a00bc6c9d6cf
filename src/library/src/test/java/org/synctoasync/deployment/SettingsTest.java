package org.synctoasync.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings are read once, and every invalid one is reported. */
class SettingsTest {
    private final Faults faults = new Faults();

    @Test
    void whatIsNotSetHasItsDefault() {
        Settings settings = read(Map.of());
        assertThat(settings.get(Setting.THREAD_SENSITIVE)).isTrue();
        assertThat(settings.get(Setting.SCHEMA)).isEqualTo("schema.graphqls");
        assertThat(settings.get(DoorSetting.MAX_BODY_SIZE)).isEqualTo(1 << 20);
        assertThat(settings.get(Setting.JPA_GUARD)).isEqualTo(JpaGuard.WARN);
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void whatIsSetIsRead() {
        Settings settings = read(Map.of("synctoasync.thread-sensitive", " false ", "synctoasync.jpa-guard", "refuse"));
        assertThat(settings.get(Setting.THREAD_SENSITIVE)).isFalse();
        assertThat(settings.get(Setting.JPA_GUARD)).isEqualTo(JpaGuard.REFUSE);
    }

    @Test
    void allBadValuesAreNamedAtOnce() {
        read(Map.of(
                "synctoasync.thread-sensitive", "yes",
                "synctoasync.schema", " ",
                "synctoasync.max-body-size", "0",
                "synctoasync.http-profile", "Draft",
                "synctoasync.cors-origins", "https://shop.example/",
                "synctoasync.cors-headers", "Authorization; X-Tenant",
                "synctoasync.jpa-guard", "on",
                "synctoasync.document-cache-size", "many"));
        assertThat(faults.all())
                .containsExactlyInAnyOrder(
                        "The setting synctoasync.thread-sensitive is 'yes'; expected true or false.",
                        "The setting synctoasync.schema is ' '; expected a class-path resource.",
                        "The setting synctoasync.max-body-size is '0'; expected a number of bytes from 1 to 1000000000.",
                        "The setting synctoasync.http-profile is 'Draft'; expected audit or draft.",
                        "The setting synctoasync.cors-origins is 'https://shop.example/'; expected none, or origins as"
                                + " https://shop.example, separated by commas.",
                        "The setting synctoasync.cors-headers is 'Authorization; X-Tenant'; expected any, or names of headers"
                                + " as Authorization, separated by commas.",
                        "The setting synctoasync.jpa-guard is 'on'; expected refuse, warn or off.",
                        "The setting synctoasync.document-cache-size is 'many'; expected a number of characters from 0 to"
                                + " 1000000000.");
    }

    /**
     * Origins are normalized as browsers send them: scheme and host in lower case, without the scheme's default port.
     */
    @Test
    void originsAreReadAsBrowsersWriteThem() {
        Settings settings = read(Map.of(
                "synctoasync.cors-origins",
                "https://Shop.example:443, HTTP://shop.example:80,http://shop.example:443, https://[::1]:8443"));
        assertThat(settings.get(DoorSetting.CORS_ORIGINS))
                .containsExactlyInAnyOrder(
                        "https://shop.example", "http://shop.example", "http://shop.example:443", "https://[::1]:8443");
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void headersAreAnyOrThoseThatAreNamed() {
        assertThat(read(Map.of()).get(DoorSetting.CORS_HEADERS)).isEmpty();
        assertThat(read(Map.of("synctoasync.cors-headers", "X-Tenant, Authorization"))
                        .get(DoorSetting.CORS_HEADERS)
                        .orElseThrow())
                .containsExactly("X-Tenant", "Authorization");
        for (String bad : List.of(" ", ",", "X Tenant", "X-Tenant:", "é", "X-Tenant\r\nSet-Cookie")) {
            Faults named = new Faults();
            Settings.read(Map.of("synctoasync.cors-headers", bad)::get, List.of(), named);
            assertThat(named.all()).as(bad).singleElement().asString().contains("cors-headers");
        }
    }

    @Test
    void unknownKeysAreNamed() {
        Settings.read(key -> null, List.of("synctoasync.thread-sensitiv", "SYNCTOASYNC_SCHEME", "PATH", "a.b"), faults);
        assertThat(faults.all())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault)
                        .contains("is unknown; known are")
                        .contains("synctoasync.thread-sensitive")
                        .contains("SYNCTOASYNC_SCHEMA"));
    }

    @Test
    void environmentVariablesAreKnownByTheirNames() {
        Settings.read(key -> null, List.of("SYNCTOASYNC_THREAD_SENSITIVE", "SYNCTOASYNC_MAX_BODY_SIZE"), faults);
        assertThat(faults.all()).isEmpty();
    }

    /** WildFly's MicroProfile Config lists each variable twice. The second name alone is a misspelt key. */
    @Test
    void variablesMayBeListedAsDottedKeysToo() {
        Settings.read(key -> null, List.of("SYNCTOASYNC_MAX_LANES", "synctoasync.max.lanes"), faults);
        assertThat(faults.all()).isEmpty();
        Settings.read(key -> null, List.of("synctoasync.max.lanes"), faults);
        assertThat(faults.all()).singleElement().asString().contains("synctoasync.max.lanes is unknown");
    }

    /** The table in the documentation lists every setting with its default. */
    @Test
    void everySettingIsDocumented() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/reference/configuration.md"));
        for (Setting<?> setting : Settings.KNOWN) {
            assertThat(rows)
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("| `" + setting.key() + "` | `" + setting.environmentVariable() + "` | `"
                                    + setting.fallback() + "` |")
                            .contains(setting.expected()));
        }
    }

    private Settings read(Map<String, String> values) {
        return Settings.read(values::get, values.keySet(), faults);
    }
}
