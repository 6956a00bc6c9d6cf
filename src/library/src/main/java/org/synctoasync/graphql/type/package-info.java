/**
 * Looks into Java types and schema types; imports no other room. Internal.
 */
@NullMarked
package org.synctoasync.graphql.type;

import org.jspecify.annotations.NullMarked;
