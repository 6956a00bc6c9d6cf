/**
 * The lane: one thread per request that runs everything which must not run beside each other. Plain Java.
 *
 * <p>Start at {@link org.synctoasync.execution.Lane}, what a request's code sees of it. {@link
 * org.synctoasync.execution.Lanes} takes an {@link org.synctoasync.execution.Operation}, and {@link
 * org.synctoasync.execution.LaneTask} carries it from its submission to its end, through {@link
 * org.synctoasync.execution.Slots}, the bounds. Inside, {@link org.synctoasync.execution.Pump} runs the queue, {@link
 * org.synctoasync.execution.PendingElsewhere} counts what is not in it yet, {@link org.synctoasync.execution.Idling} waits for it, and {@link org.synctoasync.execution.LaneRun} holds what the end needs: the engine's lock and all that is still to come. {@link
 * org.synctoasync.execution.UnitOfWorkScope} holds the {@link org.synctoasync.execution.ContextCarrier}s and the {@link
 * org.synctoasync.execution.UnitOfWork} around it. {@link org.synctoasync.execution.Timekeeper} looks at the clock, and has the threads that end
 * requests early.
 *
 * <h2>States of a request</h2>
 *
 * <pre>
 *   submitted --(no slot, the line is full)--> refused
 *   submitted --(no slot)--> in line --(a slot)--> running
 *   submitted --(a slot; contexts restored; unit of work begun; operation started)--> running
 *
 *   running   --(a result in the queue, else a call)--> running: the oldest entry runs
 *   running   --(queue empty, nothing in flight)--> the loaders are dispatched --> running
 *   running   --(nothing to dispatch, or a parallel task in flight)--> the unit of work is kept, and another begun, if no
 *                 resolver waits --> idle --(a result, or woken)--> running
 *   running   --(a resolver waits)--> running underneath it: the same, but what parts the unit of work stays in the queue,
 *                 and at a depth of {@code waitDepth} loaders are dispatched before further resolvers
 *   running   --(the answer is there)--> closed: entries are refused; the unit of work is kept; the answer is handed on
 *
 *   in line, running, idle --(deadline, cancelled, shutdown)--> cut short: entries are dropped and refused; all values still
 *                 to come fail; statements are cancelled; the unit of work is dropped; the answer has what was finished
 * </pre>
 *
 * <p>Whatever throws, the lane is closed, the unit of work ends and the answer's future is completed.
 *
 * <h2>Who may touch what</h2>
 *
 * <p>The engine's state, futures included, belongs to whoever holds the engine's lock: the lane's thread, but while it is
 * inside a resolver or idle. A request that is cut short while a resolver does not return is answered by another thread,
 * which takes that lock; the lane's thread finds all futures completed when it comes back, and ends the unit of work.
 */
@NullMarked
package org.synctoasync.execution;

import org.jspecify.annotations.NullMarked;
