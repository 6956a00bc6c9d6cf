package org.synctoasync.documentation.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** The users of the shop: Ann with the roles "reader" and "manager", and Bob without a role. */
@ApplicationScoped
public class Staff implements IdentityStore {
    private record Member(String password, Set<String> roles) {}

    private static final Map<String, Member> MEMBERS = Map.of(
            "ann", new Member("password of ann", Set.of("reader", "manager")),
            "bob", new Member("password of bob", Set.of()));

    public CredentialValidationResult validate(UsernamePasswordCredential login) {
        Member member = MEMBERS.get(login.getCaller());
        return member != null && login.compareTo(login.getCaller(), member.password())
                ? new CredentialValidationResult(login.getCaller(), member.roles())
                : CredentialValidationResult.INVALID_RESULT;
    }
}
