package org.synctoasync.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Annotations of tests that do not run in all four runs: WildFly and Payara, each with H2 and with PostgreSQL. Their tags
 * are what the runs in {@code src/servers/pom.xml} exclude.
 */
public final class RunsOn {
    private RunsOn() {}

    /** Both servers with H2: the database makes no difference to the test. */
    @Tag("h2")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface H2 {}

    /** Both servers with PostgreSQL: the test needs what H2 does not have. */
    @Tag("postgresql")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface PostgreSql {}

    /** WildFly with PostgreSQL and Payara with H2: the test meets each server and each database once. */
    @Tag("crosswise")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Crosswise {}
}
