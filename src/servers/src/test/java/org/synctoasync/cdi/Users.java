package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Two users who log in by their names and passwords: Ann, who has the roles "reader" and "manager", and Bob, who has none. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "books")
public class Users implements IdentityStore {
    static final String ANN = "ann";
    static final String BOB = "bob";

    private static final Map<String, Set<String>> ROLES = Map.of(ANN, Set.of("reader", "manager"), BOB, Set.of());

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential login
                        && ROLES.containsKey(login.getCaller())
                        && login.compareTo(login.getCaller(), passwordOf(login.getCaller()))
                ? new CredentialValidationResult(login.getCaller(), ROLES.get(login.getCaller()))
                : CredentialValidationResult.INVALID_RESULT;
    }

    /** The header by which a user logs in. */
    static String login(String user) {
        byte[] login = (user + ":" + passwordOf(user)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    private static String passwordOf(String user) {
        return "password of " + user;
    }
}
