package org.synctoasync.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that Maven has built, for deployment.
 *
 * <pre>
 *   Product.war()                                     // byte for byte
 *   Product.forTests(MyIT.class, MyResolvers.class)   // with tests that run inside the server
 * </pre>
 */
public final class Product {
    private static final String SCHEMA = "WEB-INF/classes/schema.graphqls";

    private Product() {}

    /** The unchanged product. */
    public static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("war")));
    }

    /** The product with additional classes and everything that {@link ServerTest} needs. */
    public static WebArchive forTests(Class<?>... classes) {
        return war().addClasses(classes)
                .addClasses(
                        ServerTest.class,
                        Http.class,
                        Http.Meanwhile.class,
                        Statements.class,
                        UnitsOfWork.class,
                        Database.class)
                .addClasses(Gate.class, Eventually.class)
                .addAsLibraries(jarOf(Assertions.class));
    }

    /** Sets settings, each written as {@code key=value}. */
    public static WebArchive configure(WebArchive war, String... settings) {
        return war.addAsResource(
                new StringAsset(String.join("\n", settings)), "META-INF/microprofile-config.properties");
    }

    /** Adds to the product's schema. */
    public static WebArchive extendSchema(WebArchive war, String extension) {
        return edit(war, SCHEMA, schema -> schema + extension);
    }

    /** Replaces the product's schema. */
    public static WebArchive replaceSchema(WebArchive war, String schema) {
        return edit(war, SCHEMA, old -> schema);
    }

    /** Changes one of the product's text files. */
    public static WebArchive edit(WebArchive war, String path, UnaryOperator<String> change) {
        String changed = change.apply(text(war, path));
        war.delete(path);
        return war.add(new StringAsset(changed), path);
    }

    private static String text(WebArchive war, String path) {
        try (InputStream in = war.get(path).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
