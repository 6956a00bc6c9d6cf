/**
 * Analyses Java types and schema types. Imports no other package of {@code graphql}. Internal.
 */
@NullMarked
package org.synctoasync.graphql.type;

import org.jspecify.annotations.NullMarked;
