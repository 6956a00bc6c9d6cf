package org.synctoasync.cdi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The users of {@link org.synctoasync.documentation.login.Staff}, with their names and passwords. */
final class Users {
    static final String ANN = "ann";
    static final String BOB = "bob";

    private Users() {}

    /** Returns the value of the header that logs a user in. */
    static String login(String user) {
        byte[] login = (user + ":password of " + user).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }
}
