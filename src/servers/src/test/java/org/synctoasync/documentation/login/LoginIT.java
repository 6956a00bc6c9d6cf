package org.synctoasync.documentation.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Browser;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;

/** Logging in by a form, as docs/guides/logging-in.md has it, on each server. */
@RunsOn.H2
class LoginIT extends LoginTest {
    private static final String GRAPHIQL = "<main id=\"graphiql\">";

    private final Browser browser = new Browser();

    @Deployment(testable = false)
    static WebArchive product() {
        return application("", FormLogin.class, LoginServlet.class, LogoutServlet.class)
                .addClasses(Staff.class.getNestMembers())
                .addAsWebInfResource("login/web.xml", "web.xml")
                .addAsWebResource("login/login.html", "login.html");
    }

    /** Whoever opens GraphiQL is sent to the form, and from there back to GraphiQL, with another session id. */
    @Test
    void theFormLeadsToTheApplication() throws Exception {
        HttpResponse<String> form = browser.open(http.root());
        assertThat(form.uri().getPath()).isEqualTo("/login.html");
        String before = session();
        assertThat(browser.submit(form, login("ann")).body()).contains(GRAPHIQL);
        assertThat(session()).isNotEmpty().isNotEqualTo(before);
        assertManager("ann", cookies());
    }

    /** A page logs in by a request of its own; a user without a role is told so. */
    @Test
    void aPageLogsInByItself() throws Exception {
        assertThat(browser.post(path("login"), login("bob")).body()).contains(GRAPHIQL);
        assertWithoutRole("bob", cookies());
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() throws Exception {
        HttpResponse<String> form = browser.open(http.root());
        HttpResponse<String> again = browser.submit(form, Map.of("user", "ann", "password", "wrong"));
        assertThat(again.uri()).hasToString(path("login.html?failed").toString());
        assertNobody(cookies());
        assertNobody(Map.of());
    }

    /** After logging out, requests and new sockets are nobody's, and the server closes the sockets that are open. */
    @Test
    void loggingOutEndsTheSession() throws Exception {
        browser.post(path("login"), login("ann"));
        Map<String, String> cookies = cookies();
        try (RawSocket open = socket(cookies)) {
            assertThat(browser.post(path("logout"), Map.of()).uri().getPath()).isEqualTo("/login.html");
            assertNobody(cookies);
            assertThat(open.closed()).isEqualTo(1008);
        }
    }

    private URI path(String path) {
        return http.root().resolve(path);
    }

    private String session() {
        return browser.cookie("JSESSIONID");
    }

    private Map<String, String> cookies() {
        return Map.of("Cookie", session());
    }

    private static Map<String, String> login(String user) {
        return Map.of("user", user, "password", "password of " + user);
    }
}
