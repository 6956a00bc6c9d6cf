/** The domain of docs/tutorial/own-domain.md, compiled as a reader has it: without annotations for nullness. */
@NullUnmarked
package org.synctoasync.documentation.films;

import org.jspecify.annotations.NullUnmarked;
