/**
 * The lane: one thread per request that runs all work which must not run concurrently. Plain Java.
 *
 * <p>Start at {@link org.synctoasync.execution.Lane}, the view of the lane for a request's code. {@link
 * org.synctoasync.execution.Lanes} accepts an {@link org.synctoasync.execution.Operation}. {@link
 * org.synctoasync.execution.LaneTask} carries it from its submission to its end, through {@link
 * org.synctoasync.execution.Slots}, which limit the number of running and waiting requests.
 *
 * <p>Inside the lane, {@link org.synctoasync.execution.Pump} runs the queue, {@link
 * org.synctoasync.execution.PendingElsewhere} counts the work that is not in the queue yet, and {@link
 * org.synctoasync.execution.Idling} waits for it. {@link org.synctoasync.execution.LaneRun} holds the state that the
 * end of a request needs: the engine's lock and all pending values. {@link
 * org.synctoasync.execution.UnitOfWorkScope} holds the {@link org.synctoasync.execution.ContextCarrier}s and the
 * {@link org.synctoasync.execution.UnitOfWork} of a task. {@link org.synctoasync.execution.Timekeeper} has the clock's
 * thread and the threads that end requests early.
 *
 * <h2>States of a request</h2>
 *
 * <pre>
 *   submitted --(no slot; the queue is full)--> rejected
 *   submitted --(no slot)--> queued --(a slot)--> running
 *   submitted --(a slot; contexts restored; unit of work begun; operation started)--> running
 *
 *   running   --(a result in the lane's queue, otherwise a call)--> running: the oldest entry runs
 *   running   --(the lane's queue is empty; nothing in flight)--> the loaders are dispatched --> running
 *   running   --(nothing to dispatch, or a parallel task in flight)--> if no resolver waits, the unit of work is kept
 *                 and another one begins --> idle --(a result, or a wake-up)--> running
 *   running   --(a resolver waits)--> running underneath it: the same, except that entries that end the unit of work
 *                 stay in the queue; at a depth of {@code waitDepth}, loaders are dispatched before further resolvers
 *   running   --(the response is complete)--> closed: entries are rejected; the unit of work is kept; the response is
 *                 passed on
 *
 *   queued, running, idle --(deadline, cancelled, shutdown)--> cut short: entries are dropped and rejected; all pending
 *                 values fail; statements are cancelled; the unit of work is dropped; the response has the
 *                 finished parts
 * </pre>
 *
 * <p>Whatever throws, the lane is closed, the unit of work ends, and the future of the response is completed.
 *
 * <h2>Access to the engine's state</h2>
 *
 * <p>Only the thread that holds the engine's lock may access the engine's state, including futures. The lane's thread
 * holds this lock except while a resolver runs or the lane is idle. If a request is cut short while a resolver does not
 * return, another thread takes the lock and completes the response. When the lane's thread comes back, it finds all
 * futures completed, and ends the unit of work.
 */
@NullMarked
package org.synctoasync.execution;

import org.jspecify.annotations.NullMarked;
