/**
 * What is settled when the application is deployed: its settings, and the faults that forbid it to start.
 *
 * <p>Start at {@link org.synctoasync.deployment.Setting}, the list of all keys. {@link
 * org.synctoasync.deployment.Settings} holds their values; {@link org.synctoasync.deployment.Faults} is the event by which
 * every room checks itself, so that all faults are told at once.
 */
@NullMarked
package org.synctoasync.deployment;

import org.jspecify.annotations.NullMarked;
