package org.synctoasync.model;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call of a blocking resolver, ready to be made.
 *
 * @param field the schema coordinate of the field, as {@code Book.author}
 * @param mode where and in what surroundings it is made
 * @param body makes the call on the thread that it is called on and gives what the resolver returned
 */
public record Call(String field, CallMode mode, Callable<@Nullable Object> body) {}
