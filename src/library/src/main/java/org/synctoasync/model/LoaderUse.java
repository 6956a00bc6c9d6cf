package org.synctoasync.model;

import java.lang.reflect.Type;

/**
 * A place where the application asks for a {@code DataLoader<K, V>}.
 *
 * @param key the type argument {@code K}
 * @param value the type argument {@code V}
 * @param place the field or parameter, in the words of a message
 */
public record LoaderUse(Type key, Type value, String place) {}
