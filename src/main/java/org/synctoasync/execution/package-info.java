/**
 * The lane: one thread per request that runs everything which must not run beside each other. Plain Java.
 *
 * <p>Start at {@link org.synctoasync.execution.Lane}. {@link org.synctoasync.execution.Lanes} starts one for each {@link
 * org.synctoasync.execution.Operation}, inside a {@link org.synctoasync.execution.UnitOfWork}.
 *
 * <h2>States of a lane</h2>
 *
 * <pre>
 *   submitted --(a thread takes it; the unit of work begins; the operation starts)--> running
 *   running   --(queue not empty)--> running: the oldest entry runs
 *   running   --(queue empty, a parallel task in flight)--> waiting for an entry
 *   running   --(queue empty, nothing in flight)--> idle: the operation dispatches its loaders
 *   idle      --(something was dispatched)--> running
 *   idle      --(nothing was dispatched)--> waiting for an entry
 *   running   --(the answer is there)--> closed; the unit of work ends; the answer is handed on
 * </pre>
 *
 * <p>Whatever throws, the lane is closed, the unit of work ends and the answer's future is completed. After that a
 * further entry is refused.
 */
@NullMarked
package org.synctoasync.execution;

import org.jspecify.annotations.NullMarked;
