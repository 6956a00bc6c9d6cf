package org.synctoasync.documentation.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Logging in by a token, as docs/guides/jwt.md has it, on each server. */
@RunsOn.H2
class JwtIT extends LoginTest {
    private static final String ISSUER = "https://login.shop.example";
    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration EXPIRED = Duration.ofHours(-1);
    private static final KeyPair KEYS = newKeys();

    @Deployment(testable = false)
    static WebArchive product() {
        WebArchive war = application(
                "extend type Query { email: String emailInParallel: String }", TokenLogin.class, TokenAccount.class);
        return Product.configure(
                        war, "mp.jwt.verify.publickey.location=publicKey.pem", "mp.jwt.verify.issuer=" + ISSUER)
                .addAsResource(new StringAsset(pem()), "publicKey.pem");
    }

    @Test
    void theTokenSaysWhoTheManagerIs() throws Exception {
        Map<String, String> ann = bearer(token(KEYS, "ann", VALID, "reader", "manager"));
        assertManager("ann", ann);
        assertThat(with(ann).query("{ email emailInParallel }"))
                .isEqualTo(Map.of("data", Map.of("email", "ann@shop.example", "emailInParallel", "ann@shop.example")));
    }

    @Test
    void aUserWithoutARoleSeesLess() throws Exception {
        assertWithoutRole("bob", bearer(token(KEYS, "bob", VALID)));
    }

    @Test
    void aRequestWithoutATokenIsNobodys() throws Exception {
        assertNobody(Map.of());
    }

    /** The server refuses a token that has expired, or that somebody else has signed, before the application sees it. */
    @Test
    void theServerRefusesAWrongToken() throws Exception {
        for (String token : List.of(
                token(KEYS, "ann", EXPIRED, "manager"), token(newKeys(), "ann", VALID, "manager"), "nonsense")) {
            assertThat(with(bearer(token)).postQuery("{ me }").statusCode()).isEqualTo(401);
        }
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static String token(KeyPair keys, String user, Duration validity, String... roles) throws Exception {
        Instant now = Instant.now();
        String head = part(Map.of("alg", "RS256", "typ", "JWT"));
        String claims = part(Map.of(
                "iss",
                ISSUER,
                "jti",
                UUID.randomUUID().toString(),
                "sub",
                user,
                "upn",
                user,
                "email",
                user + "@shop.example",
                "groups",
                roles,
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plus(validity).getEpochSecond()));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
        return head + "." + claims + "." + base64(signature.sign());
    }

    private static String part(Map<String, Object> fields) throws Exception {
        return base64(new ObjectMapper().writeValueAsBytes(fields));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
