package org.synctoasync.books;

import java.util.Map;

/** The database's address as one may show it. */
final class DatabaseAddress {
    private DatabaseAddress() {}

    /** What {@code DB_URL} says, without any password in it. */
    static String configured() {
        return of(System.getenv());
    }

    static String of(Map<String, String> environment) {
        String url = environment.get("DB_URL");
        return url == null ? "that the server brings (DB_URL is not set)" : "at " + withoutSecrets(url) + " (DB_URL)";
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("(?i)([?&;]\\w*password\\w*=)[^&;]*", "$1***");
    }
}
