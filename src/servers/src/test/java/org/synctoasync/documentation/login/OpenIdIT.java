package org.synctoasync.documentation.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Browser;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Logging in at an OpenID provider, as docs/guides/logging-in.md has it, on each server. */
@RunsOn.H2
class OpenIdIT extends LoginTest {
    private static final String REDIRECT = Http.onServer().root() + "callback";

    private static Process provider;

    private final Browser browser = new Browser();

    @Deployment(testable = false)
    static WebArchive product() throws IOException {
        WebArchive war = application(
                        "extend type Query { fullName: String }",
                        OpenIdLogin.class,
                        CallbackServlet.class,
                        LogoutServlet.class,
                        OpenIdAccount.class)
                .addAsWebInfResource("login/web.xml", "web.xml");
        return Product.configure(
                war,
                "openid.issuer=" + startProvider(),
                "openid.client-id=shop",
                "openid.client-secret=a secret of the shop and of the provider");
    }

    @AfterAll
    static void stopProvider() {
        if (provider != null) {
            provider.destroy();
        }
    }

    @Test
    void theProviderSaysWhoTheManagerIs() throws Exception {
        assertThat(logIn("ann").body()).contains("<main id=\"graphiql\">");
        assertManager("ann", cookies());
        assertThat(with(cookies()).query("{ fullName }"))
                .isEqualTo(Map.of("data", Map.of("fullName", "ann of the shop")));
    }

    @Test
    void aUserWithoutARoleSeesLess() throws Exception {
        assertThat(logIn("bob").body()).contains("<main id=\"graphiql\">");
        assertWithoutRole("bob", cookies());
    }

    @Test
    void loggingOutEndsTheSession() throws Exception {
        logIn("ann");
        Map<String, String> cookies = cookies();
        assertThat(browser.post(http.root().resolve("logout"), Map.of()).body())
                .contains("<main id=\"graphiql\">"); // logged in again by the provider
        assertThat(cookies()).isNotEqualTo(cookies);
        assertNobody(cookies);
        assertNobody(Map.of());
    }

    /** Opens GraphiQL, logs in at the provider, and consents there. */
    private HttpResponse<String> logIn(String user) throws Exception {
        HttpResponse<String> form = browser.open(http.root());
        HttpResponse<String> consent =
                browser.submit(form, Map.of("prompt", "login", "login", user, "password", "none"));
        return browser.submit(consent, Map.of("prompt", "consent"));
    }

    private Map<String, String> cookies() {
        return Map.of("Cookie", browser.cookie("JSESSIONID"));
    }

    private static String startProvider() throws IOException {
        provider = new ProcessBuilder("node", "src/test/openid/provider.mjs", REDIRECT)
                .redirectError(Redirect.DISCARD)
                .start();
        return new BufferedReader(new InputStreamReader(provider.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
