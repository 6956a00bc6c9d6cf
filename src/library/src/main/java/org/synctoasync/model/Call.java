package org.synctoasync.model;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call of a blocking resolver, ready to be made.
 *
 * @param field the schema coordinate of the field, for example {@code Book.author}
 * @param mode the thread and the transaction of the call
 * @param body makes the call on the calling thread and returns the resolver's result
 */
public record Call(String field, CallMode mode, Callable<@Nullable Object> body) {}
