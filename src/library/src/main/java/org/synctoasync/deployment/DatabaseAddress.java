package org.synctoasync.deployment;

import java.util.Map;

/** The database's address in a form that may be shown. */
public final class DatabaseAddress {
    private DatabaseAddress() {}

    /**
     * Returns the fault of a database that cannot be used. It contains the URL from the environment, without any
     * password.
     *
     * @param failure the failure of the attempt to use the database
     */
    public static String unusable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The database " + of(System.getenv()) + " cannot be used: " + root.getMessage()
                + "; start it, or correct DB_URL, DB_USER and DB_PASSWORD.";
    }

    static String of(Map<String, String> environment) {
        String url = environment.get("DB_URL");
        return url == null ? "that the server brings (DB_URL is not set)" : "at " + withoutSecrets(url) + " (DB_URL)";
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("(?i)([?&;]\\w*password\\w*=)[^&;]*", "$1***");
    }
}
