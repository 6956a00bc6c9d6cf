package org.synctoasync.model;

import java.lang.reflect.Type;

/**
 * A place where the application requests a {@code DataLoader<K, V>}.
 *
 * @param key the type argument {@code K}
 * @param value the type argument {@code V}
 * @param place the name of the field or parameter in messages
 */
public record LoaderUse(Type key, Type value, String place) {}
