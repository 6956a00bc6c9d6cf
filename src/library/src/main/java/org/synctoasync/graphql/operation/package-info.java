/**
 * Runs operations on lanes. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.operation.EngineOperation}: one operation on a lane. {@link
 * org.synctoasync.graphql.operation.OperationBatch} runs the operations of one request on one lane. {@link
 * org.synctoasync.graphql.operation.DeferredParts} delivers deferred fragments. {@link
 * org.synctoasync.graphql.operation.Subscriptions} executes one operation for each event.
 */
@NullMarked
package org.synctoasync.graphql.operation;

import org.jspecify.annotations.NullMarked;
