package org.synctoasync.resolver;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call of a blocking resolver, ready to be made.
 *
 * @param threadSensitive whether it must run on the thread of its request
 * @param body makes the call on the thread that it is called on and gives what the resolver returned
 */
public record Call(boolean threadSensitive, Callable<@Nullable Object> body) {}
