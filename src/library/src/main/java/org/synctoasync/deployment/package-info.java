/**
 * The deployment of the application: its settings, and the faults that prevent it from starting.
 *
 * <p>Start at {@link org.synctoasync.deployment.Setting}, the list of the keys.
 * {@link org.synctoasync.deployment.Settings} contains their values. {@link org.synctoasync.deployment.Faults} is the
 * event on which every package checks itself, so that all faults are reported at once.
 */
@NullMarked
package org.synctoasync.deployment;

import org.jspecify.annotations.NullMarked;
