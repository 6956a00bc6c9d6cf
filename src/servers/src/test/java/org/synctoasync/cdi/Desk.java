package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** An enterprise bean that resolvers call. */
@Stateless
@PermitAll
@DeclareRoles("reader")
public class Desk {
    @Resource
    private SessionContext session;

    @Inject
    private Note note;

    @Inject
    private Scratch scratch;

    public String caller() {
        return session.getCallerPrincipal().getName();
    }

    public boolean reader() {
        return session.isCallerInRole("reader");
    }

    public String note() {
        return note.text();
    }

    public int useScratch() {
        return scratch.use();
    }
}
