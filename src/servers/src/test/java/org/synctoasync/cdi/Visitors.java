package org.synctoasync.cdi;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Gate;

/** Session-scoped resolvers that read the HTTP request and its objects. */
@SessionScoped
public class Visitors implements Serializable {
    static final String SCHEMA = """

            extend type Query {
              header(name: String!): String
              headerInParallel(name: String!): String
              visits: String
              visitsInParallel: String
              session: String
              context: String
              headerAfterGate(name: String!): String
            }
            """;

    private static final long serialVersionUID = 1L;

    private static volatile Gate gate = new Gate();
    private static volatile CompletableFuture<String> late = new CompletableFuture<>();

    @Inject
    private HttpServletRequest request;

    @Inject
    private HttpSession httpSession;

    @Inject
    private ServletContext application;

    @Inject
    private Visits visits;

    /** Installs a new closed gate. */
    static Gate newGate() {
        gate = new Gate();
        late = new CompletableFuture<>();
        return gate;
    }

    /** The result of the resolver behind the gate. */
    static CompletableFuture<String> late() {
        return late;
    }

    @Query
    public String header(String name) {
        return request.getMethod() + " " + request.getHeader(name);
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public String headerInParallel(String name) {
        return header(name);
    }

    @Query
    public String visits() {
        return visits.id() + " " + visits.add();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public String visitsInParallel() {
        return visits();
    }

    @Query
    public String session() {
        return httpSession.getId() + " " + request.getSession().getId();
    }

    @Query
    public String context() {
        return application.getContextPath() + "/" + request.getServletContext().getContextPath();
    }

    @Query
    public String headerAfterGate(String name) throws InterruptedException {
        gate.pass();
        try {
            for (int i = 0; i < 1_000; i++) { // until the server detects that the client has gone
                header(name);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            late.complete("never refused");
        } catch (IllegalStateException refused) {
            late.complete(refused.getMessage());
        }
        return name;
    }

    /** A servlet that receives the session's bean from the server itself. */
    @WebServlet("/visits")
    public static class Counter extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        private transient Visits visits;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(visits.id() + " " + visits.add());
        }
    }
}
