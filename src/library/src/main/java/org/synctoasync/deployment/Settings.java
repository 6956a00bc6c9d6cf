package org.synctoasync.deployment;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, read once at deployment.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Settings {
    /** All settings, in the order of the documentation. */
    public static final List<Setting<?>> KNOWN =
            Stream.concat(Setting.OF_ENGINE.stream(), DoorSetting.ALL.stream()).toList();

    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads all settings. An invalid value or an unknown key becomes a fault; a setting with an invalid value has its
     * default.
     *
     * @param source returns the configured text for a key, or null
     * @param names the names of all configured keys, in which misspelt keys are found
     * @param faults receives the faults
     */
    public static Settings read(Function<String, @Nullable String> source, Collection<String> names, Faults faults) {
        Map<Setting<?>, Object> values = new HashMap<>();
        Set<String> known = new TreeSet<>();
        for (Setting<?> setting : KNOWN) {
            known.add(setting.key());
            known.add(setting.environmentVariable());
            values.put(setting, value(setting, source.apply(setting.key()), faults));
        }
        for (String name : names) {
            if (isOurs(name) && !known.contains(name) && !isVariableOnceMore(name, names)) {
                faults.add("The setting " + name + " is unknown; known are " + String.join(", ", known) + ".");
            }
        }
        Settings settings = new Settings(values);
        settings.check(faults);
        return settings;
    }

    /** Finds settings that contradict each other. */
    private void check(Faults faults) {
        if (get(Setting.WATCHDOG).compareTo(get(Setting.DEADLINE)) >= 0
                && get(Setting.DEADLINE).toMillis() > 1) {
            faults.add("The setting " + Setting.WATCHDOG.key() + " is "
                    + get(Setting.WATCHDOG).toMillis() + " and " + Setting.DEADLINE.key() + " "
                    + get(Setting.DEADLINE).toMillis() + "; the watchdog must bite before the deadline.");
        }
        if (get(Setting.PAGE_SIZE) > get(Setting.MAX_PAGE_SIZE)) {
            faults.add("The setting " + Setting.PAGE_SIZE.key() + " is " + get(Setting.PAGE_SIZE) + " and "
                    + Setting.MAX_PAGE_SIZE.key() + " " + get(Setting.MAX_PAGE_SIZE)
                    + "; a page that nobody has given a size may not be larger than the largest.");
        }
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // read() stored a T
    public <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting));
    }

    private static boolean isOurs(String name) {
        return name.startsWith(Setting.PREFIX) || name.startsWith(Setting.ENVIRONMENT_PREFIX);
    }

    /** WildFly's MicroProfile Config lists a variable a second time, for example {@code synctoasync.max.lanes}. */
    private static boolean isVariableOnceMore(String name, Collection<String> names) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return names.contains(variable)
                && KNOWN.stream()
                        .anyMatch(setting -> setting.environmentVariable().equals(variable));
    }

    private static <T> Object value(Setting<T> setting, @Nullable String text, Faults faults) {
        if (text != null) {
            try {
                return Objects.requireNonNull(setting.parser().apply(text.strip()));
            } catch (IllegalArgumentException bad) {
                faults.add("The setting " + setting.key() + " is '" + text + "'; expected " + setting.expected() + ".");
            }
        }
        return Objects.requireNonNull(setting.parser().apply(setting.fallback()));
    }
}
