package org.synctoasync.graphql.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.operation.PartsTaken;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.testing.Answers;
import org.synctoasync.testing.LocalApplication;

/** The users that may read each field. */
@Timeout(30)
class FieldAccessTest {
    private static final String SCHEMA = """
            type Query {
              picky(number: ID!): String
              nested: String
              inherited: String
              overridden: String
              plain: Plain
              wired: String
              secretBook: Book
              books(first: Int): BookConnection
            }
            type Subscription { secrets: String open: Plain }
            type Plain { name: String secret: String tied: String }
            type Book { id: ID! name: String! }
            type BookConnection { edges: [BookEdge!]! pageInfo: PageInfo! }
            type BookEdge { node: Book! cursor: String! }
            type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
            """;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class, Wired.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** The argument of a forbidden field is not evaluated. */
    @Test
    void aRefusedFieldIsRefusedBeforeAllElse() throws Exception {
        assertThat(codes("{ plain { name } picky(number: \"x\") }", user("a"))).containsExactly("[picky] FORBIDDEN");
        assertThat(codes("{ plain { name } picky(number: \"x\") }", user("admin")))
                .containsExactly("[picky] BAD_USER_INPUT");
    }

    /** An operation inside a resolver is executed for the same user. */
    @Test
    void aNestedOperationIsTheSameUsers() throws Exception {
        assertThat(execute("{ nested }", user("admin", "nester")).<Map<String, Object>>getData())
                .containsEntry("nested", "{picky=1} []");
        assertThat(execute("{ nested }", user("nester")).<Map<String, Object>>getData())
                .asString()
                .contains("FORBIDDEN");
    }

    /** Without HTTP and without a declared identity, a request is unauthenticated. */
    @Test
    void withoutAWordNobodyAsks() throws Exception {
        assertThat(application.execute("{ picky(number: 1) }").getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "UNAUTHENTICATED"));
    }

    /** The annotation of a class applies to its inherited methods. An overriding method uses its own annotation. */
    @Test
    void whatIsNearestWins() throws Exception {
        assertThat(codes("{ inherited overridden }", user("admin"))).containsExactly("[inherited] FORBIDDEN");
        assertThat(codes("{ inherited overridden }", user("boss"))).isEmpty();
    }

    /** A data fetcher that was wired by hand is protected by its class. */
    @Test
    void wiredFetchersAreProtectedByTheirClass() throws Exception {
        assertThat(codes("{ plain { name } wired }", user("boss"))).containsExactly("[wired] FORBIDDEN");
        assertThat(execute("{ wired }", user("admin")).<Map<String, Object>>getData())
                .containsEntry("wired", "tied");
    }

    /** A type that comes from a protected class is protected in pages too, and no row is read. */
    @Test
    void noRowsAreReadForWhoMayNotReadTheirType() throws Exception {
        String query = "{ plain { name } books(first: 1) { edges { node { name } } } secretBook { name } }";
        assertThat(codes(query, user("boss"))).containsExactly("[books] FORBIDDEN", "[secretBook] FORBIDDEN");
        assertThat(application.batches()).isEmpty();
        assertThat(codes(query, user("admin"))).isEmpty();
        assertThat(application.batches()).hasSize(1);
    }

    /** S03: an unprotected field keeps the engine's own fetcher, and protection adds no call. */
    @Test
    void whatIsNotProtectedCostsNothing() throws Exception {
        GraphQLSchema schema = application.get(Engine.class).schema();
        GraphQLObjectType plain = schema.getObjectType("Plain");
        assertThat(schema.getCodeRegistry().getDataFetcher(plain, plain.getFieldDefinition("name")))
                .isInstanceOf(TrivialDataFetcher.class);
        assertThat(codes("{ plain { name secret } }", user("admin"))).isEmpty();
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /**
     * The source of a subscription is not created for a user without access, and each event shows only the fields that
     * the user may read.
     */
    @Test
    void subscriptionsAndTheirEventsAreProtected() throws Exception {
        assertThat(codes("subscription { secrets }", user("boss"))).containsExactly("[secrets] FORBIDDEN");
        assertThat(application.get(Resolvers.class).subscribers()).isZero();
        Answers answers = new Answers();
        Publisher<ExecutionResult> stream = execute("subscription { open { name secret tied } }", user("boss"))
                .getData();
        stream.subscribe(answers);
        application.get(Resolvers.class).publish(new Plain("n", "s"));
        ExecutionResult event = answers.next();
        assertThat(codes(event)).containsExactly("[open, secret] FORBIDDEN");
        assertThat(event.<Map<String, Map<String, Object>>>getData().get("open"))
                .containsEntry("name", "n")
                .containsEntry("tied", "tied")
                .containsEntry("secret", null);
        answers.cancel();
    }

    /** An event that selects only properties needs no lane, and is still protected. */
    @Test
    void anEventWithoutALaneIsProtected() throws Exception {
        for (String role : List.of("boss", "admin")) {
            Answers answers = new Answers();
            Publisher<ExecutionResult> stream =
                    execute("subscription { open { secret } }", user(role)).getData();
            stream.subscribe(answers);
            application.get(Resolvers.class).publish(new Plain("n", "s"));
            assertThat(codes(answers.next())).hasSize(role.equals("boss") ? 1 : 0);
            answers.cancel();
        }
    }

    /**
     * A field in a deferred fragment is refused in that fragment's part. Only whole requests report that nothing was
     * executed.
     */
    @Test
    void deferredFieldsAreProtected() throws Exception {
        PartsTaken late = parts("{ plain { name ... @defer { secret } } }", user("boss"));
        assertThat(late.first().<Object>getData()).isEqualTo(Map.of("plain", Map.of("name", "n")));
        assertThat(late.all()).singleElement().asString().contains("path=[plain, secret]", "FORBIDDEN", "secret=null");
        PartsTaken all = parts("{ ... @defer { picky(number: 1) secretBook { name } } }", user("boss"));
        assertThat(all.first().<Object>getData()).isEqualTo(Map.of());
        assertThat(all.all()).singleElement().asString().contains("path=[picky]", "path=[secretBook]");
        PartsTaken rest = parts("{ picky(number: 1) ... @defer { plain { name } } }", user("boss"));
        assertThat(codes(rest.first())).containsExactly("[picky] FORBIDDEN");
        assertThat(rest.first().isDataPresent()).isTrue();
        assertThat(rest.all())
                .singleElement()
                .asString()
                .contains("plain={name=n}")
                .doesNotContain("errors");
        PartsTaken first = parts("{ plain { name } ... @defer { picky(number: 1) } }", user("boss"));
        assertThat(first.first().getErrors()).isEmpty();
        assertThat(first.all()).singleElement().asString().contains("path=[picky]", "FORBIDDEN");
        assertThat(parts("{ plain { ... @defer { secret } } }", user("admin"))
                        .all()
                        .toString())
                .doesNotContain("errors");
    }

    private PartsTaken parts(String query, Identity user) throws Exception {
        Engine engine = application.get(Engine.class);
        return PartsTaken.of(engine.executeInParts(
                engine.prepare(input(query, user)), application.get(Lanes.class).origin()));
    }

    /** Contradictions are faults, on methods, classes and properties. */
    @Test
    void contradictionsAreFaults() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Contradicting.class)
                .deploy("type Query { both: Torn class: Int } type Torn { name: String }")
                .close());
        assertThat(refused.getMessage().lines().skip(1).map(line -> line.replaceFirst("^  \\d+\\. ", "")))
                .containsExactlyInAnyOrder(
                        "Contradicting.both() has @DenyAll and @PermitAll, which contradict each other; keep one.",
                        "Contradicting has @PermitAll and @RolesAllowed, which contradict each other; keep one.",
                        "Torn.name() has @DenyAll and @RolesAllowed, which contradict each other; keep one.");
    }

    private List<String> codes(String query, Identity user) throws Exception {
        return codes(execute(query, user));
    }

    private static List<String> codes(ExecutionResult answer) {
        return answer.getErrors().stream()
                .map(error -> error.getPath() + " " + error.getExtensions().get("code"))
                .sorted()
                .toList();
    }

    private ExecutionResult execute(String query, Identity user) throws Exception {
        return application.get(Engine.class).execute(input(query, user)).get(20, TimeUnit.SECONDS);
    }

    private static ExecutionInput input(String query, Identity user) {
        return ExecutionInput.newExecutionInput(query)
                .graphQLContext(Map.of(Identity.class, user))
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build();
    }

    private static Identity user(String... roles) {
        return Identity.taken(true, Set.of(), List.of(roles)::contains);
    }

    record Plain(String name, @RolesAllowed("admin") String secret) {}

    @RolesAllowed("admin")
    record SecretBook(String id, String name) {}

    @RolesAllowed("boss")
    static class Base {
        @Query
        public String inherited() {
            return "inherited";
        }

        public String overridden() {
            return "base";
        }
    }

    @ApplicationScoped
    static class Resolvers extends Base {
        private final SubmissionPublisher<Plain> events = new SubmissionPublisher<>(Runnable::run, 16);

        @Inject
        private Engine engine;

        void publish(Plain event) {
            events.submit(event);
        }

        int subscribers() {
            return events.getNumberOfSubscribers();
        }

        @Query
        @RolesAllowed("admin")
        String picky(long number) {
            return String.valueOf(number);
        }

        @Query
        @RolesAllowed("nester")
        String nested() {
            ExecutionResult inner = engine.execute("{ picky(number: 1) }").join();
            return inner.getData() + " "
                    + inner.getErrors().stream()
                            .map(error -> error.getExtensions().get("code"))
                            .toList();
        }

        @Override
        @Query
        @PermitAll
        public String overridden() {
            return "overridden";
        }

        @Query
        @PermitAll
        Plain plain() {
            return new Plain("n", "s");
        }

        @Query
        @PermitAll
        SecretBook secretBook() {
            return new SecretBook("1", "secret");
        }

        @Field("Plain.tied")
        @PermitAll
        String tied() {
            return "tied";
        }

        @Subscription
        @RolesAllowed("admin")
        Flow.Publisher<String> secrets() {
            throw new AssertionError("made for who may not have it");
        }

        @Subscription
        @PermitAll
        Flow.Publisher<Plain> open() {
            return events;
        }
    }

    @ApplicationScoped
    static class Wired {
        void wire(@Observes RuntimeWiring.Builder wiring) {
            wiring.type("Query", type -> type.dataFetcher("wired", new Tied()));
        }
    }

    @RolesAllowed("admin")
    static class Tied implements DataFetcher<String> {
        @Override
        public String get(DataFetchingEnvironment environment) {
            return "tied";
        }
    }

    record Torn(@DenyAll @RolesAllowed("a") String name) {}

    @ApplicationScoped
    @PermitAll
    @RolesAllowed("a")
    static class Contradicting {
        @Query
        @DenyAll
        @PermitAll
        Torn both() {
            return new Torn("");
        }

        @Query("class")
        int ofClass() {
            return 1;
        }
    }
}
