package org.synctoasync.documentation.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Has clients log in by the header {@code Authorization: Basic ...}. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "shop")
public class BasicLogin {}
