package org.synctoasync.graphql.paging;

import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;

/**
 * How many rows a page has.
 *
 * @param usual where the client does not say
 * @param most the most that a client may ask for
 */
public record PageLimits(int usual, int most) {
    public static PageLimits of(Settings settings) {
        return new PageLimits(
                settings.get(Setting.PAGE_SIZE).intValue(),
                settings.get(Setting.MAX_PAGE_SIZE).intValue());
    }
}
