package org.synctoasync.cdi;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;

/**
 * Reads the settings from MicroProfile Config if the server has it, otherwise from system properties and environment
 * variables, in this order.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
final class ConfigReader {
    private ConfigReader() {}

    static Settings read(Faults faults) {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(System.getenv().keySet());
        try {
            Config config = ConfigProvider.getConfig();
            config.getPropertyNames().forEach(names::add);
            return Settings.read(key -> config.getConfigValue(key).getRawValue(), names, faults);
        } catch (LinkageError | IllegalStateException absent) { // the API or its implementation is missing
            return Settings.read(ConfigReader::plainValue, names, faults);
        }
    }

    private static @Nullable String plainValue(String key) {
        String property = System.getProperty(key);
        return property != null ? property : environment(System.getenv(), key);
    }

    private static @Nullable String environment(Map<String, String> environment, String key) {
        return Settings.KNOWN.stream()
                .filter(setting -> setting.key().equals(key))
                .flatMap(setting -> Stream.ofNullable(environment.get(setting.environmentVariable())))
                .findFirst()
                .orElse(null);
    }
}
