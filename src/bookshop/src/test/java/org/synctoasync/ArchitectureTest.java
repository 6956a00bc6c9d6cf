package org.synctoasync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.synctoasync.execution.Timekeeper;

@AnalyzeClasses(packages = "org.synctoasync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycle = slices().matching("org.synctoasync.(**)")
            .should()
            .beFreeOfCycles()
            .because("to read one room, nobody should have to read them all");

    @ArchTest
    static final ArchTests rooms_of_graphql = ArchTests.in(GraphQLRooms.class);

    @ArchTest
    static final ArchTests rooms_of_http = ArchTests.in(HttpRooms.class);

    /** The packages of {@code graphql}, each with the packages that it may import. */
    static final class GraphQLRooms {
        @ArchTest
        static final ArchRule operation = room("graphql", "operation", "document", "error", "loading", "type");

        @ArchTest
        static final ArchRule document = room("graphql", "document", "schema", "paging", "error", "type");

        @ArchTest
        static final ArchRule schema =
                room("graphql", "schema", "fetch", "paging", "access", "input", "loading", "error", "type");

        @ArchTest
        static final ArchRule fetch = room("graphql", "fetch", "access", "loading", "input", "error", "type");

        @ArchTest
        static final ArchRule paging = room("graphql", "paging", "loading", "input", "error", "type");

        @ArchTest
        static final ArchRule loading = room("graphql", "loading", "input", "error", "type");

        @ArchTest
        static final ArchRule access = room("graphql", "access", "error", "type");

        @ArchTest
        static final ArchRule input = room("graphql", "input", "error", "type");

        @ArchTest
        static final ArchRule error = room("graphql", "error", "type");

        @ArchTest
        static final ArchRule type = room("graphql", "type");
    }

    /** The packages of {@code http}, each with the packages that it may import. */
    static final class HttpRooms {
        @ArchTest
        static final ArchRule socket = room("http", "socket", "execute", "stream", "exchange", "answer", "request");

        @ArchTest
        static final ArchRule execute = room("http", "execute", "stream", "exchange", "answer", "request");

        @ArchTest
        static final ArchRule stream = room("http", "stream", "exchange", "answer", "request");

        @ArchTest
        static final ArchRule exchange = room("http", "exchange", "answer", "request");

        @ArchTest
        static final ArchRule answer = room("http", "answer", "request");

        @ArchTest
        static final ArchRule request = room("http", "request");
    }

    @ArchTest
    static final ArchRule resolver_is_what_authors_write_against =
            only("resolver", "jakarta.interceptor..", "jakarta.enterprise.util..", "jakarta.annotation.security..");

    @ArchTest
    static final ArchRule the_model_knows_what_authors_write =
            only("model", "jakarta.annotation.security..", "org.synctoasync.resolver..");

    @ArchTest
    static final ArchRule deployment_is_plain_java = only("deployment");

    @ArchTest
    static final ArchRule execution_is_plain_java = only("execution");

    @ArchTest
    static final ArchRule jpa_knows_no_graphql = only(
            "jpa",
            "javax.naming..",
            "jakarta.persistence..",
            "jakarta.transaction..",
            "jakarta.enterprise.context..",
            "jakarta.enterprise.event..",
            "org.eclipse.persistence..",
            "org.synctoasync.resolver..",
            "org.synctoasync.model..",
            "org.synctoasync.deployment..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule cdi_knows_only_the_container = only(
            "cdi",
            "javax.naming..",
            "jakarta.enterprise..",
            "jakarta.inject..",
            "jakarta.interceptor..",
            "jakarta.security.jacc..",
            "jakarta.annotation..",
            "jakarta.transaction..",
            "jakarta.servlet..",
            "org.eclipse.microprofile.config..",
            "org.dataloader..",
            "org.jboss.weld.context..",
            "org.slf4j..",
            "org.synctoasync.resolver..",
            "org.synctoasync.model..",
            "org.synctoasync.deployment..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule graphql_knows_no_servlet_and_no_jpa = only(
            "graphql",
            "graphql..",
            "org.dataloader..",
            "org.reactivestreams..",
            "com.github.benmanes.caffeine..",
            "jakarta.inject..",
            "jakarta.enterprise..",
            "jakarta.validation..",
            "org.synctoasync.resolver..",
            "org.synctoasync.model..",
            "org.synctoasync.deployment..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule http_knows_no_jpa_and_no_resolvers = only(
            "http",
            "graphql..",
            "org.apache.commons.fileupload2.core..",
            "org.reactivestreams..",
            "com.fasterxml.jackson..",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "jakarta.inject..",
            "jakarta.annotation..",
            "jakarta.enterprise.context..",
            "jakarta.enterprise.event..",
            "jakarta.enterprise.inject..",
            "jakarta.enterprise.concurrent..",
            "org.synctoasync.deployment..",
            "org.synctoasync.graphql..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule metrics_know_lanes_and_the_endpoints_listeners = only(
            "metrics",
            "io.prometheus..",
            "graphql.kickstart.servlet.core..",
            "jakarta.servlet..",
            "jakarta.inject..",
            "jakarta.annotation..",
            "jakarta.enterprise.context..",
            "org.synctoasync.deployment..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule health_knows_lanes_and_checks = only(
            "health",
            "org.eclipse.microprofile.health..",
            "jakarta.servlet..",
            "jakarta.inject..",
            "jakarta.annotation..",
            "jakarta.enterprise.context..",
            "jakarta.enterprise.event..",
            "jakarta.enterprise.inject..",
            "org.synctoasync.deployment..",
            "org.synctoasync.execution..");

    @ArchTest
    static final ArchRule books_know_only_what_authors_know = only(
            "books",
            "javax.sql..",
            "jakarta.persistence..",
            "jakarta.annotation..",
            "jakarta.enterprise.context..",
            "jakarta.enterprise.event..",
            "jakarta.validation.constraints..",
            "jakarta.inject..",
            "org.dataloader..",
            "org.eclipse.persistence..", // woven in, like the next one
            "jakarta.xml.bind..",
            "org.synctoasync.deployment..",
            "org.synctoasync.resolver..");

    @ArchTest
    static final ArchRule nobody_uses_the_common_pool = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
            .orShould()
            .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
            .orShould()
            .callMethod(ForkJoinPool.class, "commonPool")
            .because("work without an executor of the server loses the application's context");

    @ArchTest
    static final ArchRule nobody_makes_threads = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Timekeeper.class.getName())
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, ThreadPoolExecutor.class)
            .orShould()
            .callConstructor(Thread.class)
            .because(
                    "threads come from the server's executors; those that keep the time from its ManagedThreadFactory");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .because("null is the exception, and written down");

    private static ArchRule room(String building, String room, String... others) {
        String base = "org.synctoasync." + building;
        return noClasses()
                .that(resideInAPackage(base + "." + room))
                .should()
                .dependOnClassesThat(resideInAPackage(base + "..")
                        .and(not(resideInAPackage(base + "." + room)))
                        .and(not(resideInAnyPackage(Stream.of(others)
                                .map(other -> base + "." + other)
                                .toArray(String[]::new)))))
                .because("docs/explanation/architecture.md lists what " + building + "." + room
                        + " may import; pass an interface or a value in instead, or change the table first");
    }

    private static ArchRule only(String room, String... others) {
        String own = "org.synctoasync." + room + "..";
        return classes()
                .that(resideInAPackage(own))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(others).or(resideInAnyPackage("java..", "org.jspecify.annotations..", own)))
                .because("docs/explanation/architecture.md gives this room no more to know; move the wall there first");
    }
}
