package org.synctoasync.documentation.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.LogoutDefinition;
import org.eclipse.microprofile.config.ConfigProvider;

/** Has people log in at an OpenID provider. */
@Named("openid")
@ApplicationScoped
@OpenIdAuthenticationMechanismDefinition(
        providerURI = "${openid.issuer}",
        clientId = "${openid.clientId}",
        clientSecret = "${openid.clientSecret}",
        redirectURI = "${baseURL}/callback",
        redirectToOriginalResource = true,
        scope = {"openid", "profile"},
        claimsDefinition = @ClaimsDefinition(callerNameClaim = "sub", callerGroupsClaim = "groups"),
        logout = @LogoutDefinition(redirectURI = "${baseURL}/"),
        jwksConnectTimeout = 5000,
        jwksReadTimeout = 5000)
public class OpenIdLogin {
    public String getIssuer() {
        return setting("openid.issuer");
    }

    public String getClientId() {
        return setting("openid.client-id");
    }

    public String getClientSecret() {
        return setting("openid.client-secret");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
