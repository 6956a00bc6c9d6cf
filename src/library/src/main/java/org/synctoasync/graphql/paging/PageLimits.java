package org.synctoasync.graphql.paging;

import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;

/**
 * The limits of the number of rows in a page.
 *
 * @param usual the number of rows if the client requests none
 * @param most the maximum number that a client may request
 */
public record PageLimits(int usual, int most) {
    public static PageLimits of(Settings settings) {
        return new PageLimits(
                settings.get(Setting.PAGE_SIZE).intValue(),
                settings.get(Setting.MAX_PAGE_SIZE).intValue());
    }
}
