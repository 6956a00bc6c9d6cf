package org.synctoasync.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Annotations of tests that do not run in all four runs: WildFly and Payara, each with H2 and with PostgreSQL. The runs
 * in {@code src/servers/pom.xml} exclude tests by the tags of these annotations.
 */
public final class RunsOn {
    private RunsOn() {}

    /** Runs on both servers with H2, because the database makes no difference to the test. */
    @Tag("h2")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface H2 {}

    /** Runs on both servers with PostgreSQL, because the test needs features that H2 lacks. */
    @Tag("postgresql")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface PostgreSql {}

    /**
     * Runs on WildFly with PostgreSQL and on Payara with H2, so that the test runs once with each server and each
     * database.
     */
    @Tag("crosswise")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Crosswise {}
}
