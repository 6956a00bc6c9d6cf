/**
 * Turns results and failures into bytes, status and headers. Internal.
 *
 * <p>Start at {@link org.synctoasync.http.answer.AnswerWriter}.
 */
@NullMarked
package org.synctoasync.http.answer;

import org.jspecify.annotations.NullMarked;
