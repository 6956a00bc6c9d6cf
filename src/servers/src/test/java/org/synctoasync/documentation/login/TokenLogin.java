package org.synctoasync.documentation.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** Has clients log in by the header {@code Authorization: Bearer TOKEN}. */
@ApplicationScoped // Payara looks for the annotation on beans only, WildFly on this kind of class only
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT", realmName = "shop")
public class TokenLogin extends Application {}
