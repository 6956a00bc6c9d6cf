package org.synctoasync.cdi;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.slf4j.MDC;
import org.synctoasync.execution.Lanes;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Gate;

/** Resolvers that report the context they see. */
@ApplicationScoped
public class Sights {
    static final String SCHEMA = """

            extend type Query {
              here: Here
              hereInLine: Here
              beside: Here
              scratch: Int
              scratchBeside: Int
              scratchOfDesk: Int
              noteInstance: Int
              noteInstanceBeside: Int
              remember(word: String!): Boolean
              remembered: String
              leaveBehind(word: String!): Boolean
              longNote: String
              passGateWithNote: String
            }

            extend type Subscription {
              "Twice what each event finds around it."
              sighted: Sighting!
            }

            type Sighting {
              subscriber: String
              here: Here
            }

            type Here {
              caller: String
              principal: String
              enterprise: String
              reader: Boolean
              enterpriseReader: Boolean
              naming: String
              classes: Boolean
              note: String
              enterpriseNote: String
              log: String
              luggage: String
              locale: String
            }
            """;

    @Inject
    private SecurityContext security;

    @Inject
    private Principal principal;

    @Inject
    private Desk desk;

    @Inject
    private Note note;

    @Inject
    private Scratch scratch;

    @Inject
    private Lanes lanes;

    private static final AtomicInteger HELD_UP = new AtomicInteger();

    private static volatile Gate gate = new Gate();
    private static volatile BooleanSupplier crowded = () -> false;

    /** Installs a new closed gate. */
    static Gate newGate() {
        gate = new Gate();
        return gate;
    }

    /** While the crowd lasts, makes {@code hereInLine} keep its lane until another request waits for a lane. */
    static void holdUp(BooleanSupplier crowd) {
        HELD_UP.set(0);
        crowded = crowd;
    }

    /** The number of requests that had another request waiting behind them. */
    static int heldUp() {
        return HELD_UP.get();
    }

    @Query
    public Here hereInLine(DataFetchingEnvironment environment) throws NamingException {
        while (lanes.waiting() == 0 && crowded.getAsBoolean()) {
            Thread.yield();
        }
        if (lanes.waiting() > 0) {
            HELD_UP.incrementAndGet();
        }
        return here(environment);
    }

    @Query
    public Here here(DataFetchingEnvironment environment) throws NamingException {
        return new Here(
                nameOf(security.getCallerPrincipal()),
                principal.getName(),
                desk.caller(),
                security.isCallerInRole("reader"),
                desk.reader(),
                InitialContext.doLookup("java:module/ModuleName"),
                Thread.currentThread().getContextClassLoader() == Sights.class.getClassLoader(),
                note.text(),
                desk.note(),
                MDC.get("note"),
                Luggage.CARRIED.get(),
                environment.getLocale().toLanguageTag());
    }

    /**
     * An event.
     *
     * @param subscriber the user in the source's context
     */
    public record Sighting(String subscriber) {}

    @Subscription
    public Flow.Publisher<Sighting> sighted() {
        Sighting found = new Sighting(nameOf(security.getCallerPrincipal()));
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int left = 2;

            @Override
            public void request(long count) {
                if (left-- > 0) {
                    subscriber.onNext(found);
                } else {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
    }

    @Field("Sighting.here")
    public Here hereOf(@Source Sighting sighting, DataFetchingEnvironment environment) throws NamingException {
        return here(environment);
    }

    /** A client without a login has no principal on Payara. On WildFly it has a principal with a name. */
    private static String nameOf(Principal caller) {
        return caller == null || caller.getName().equals("anonymous") ? "nobody" : caller.getName();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public Here beside(DataFetchingEnvironment environment) throws NamingException {
        return here(environment);
    }

    @Query
    public int scratch() {
        return scratch.use();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public int scratchBeside() {
        return scratch.use();
    }

    @Query
    public int scratchOfDesk() {
        return desk.useScratch();
    }

    @Query
    public int noteInstance() {
        return note.instance();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public int noteInstanceBeside() {
        return note.instance();
    }

    @Query
    public boolean remember(String word, GraphQLContext context) {
        context.put("word", word);
        return true;
    }

    @Query
    public String remembered(GraphQLContext context) {
        return context.get("word");
    }

    /** Leaves context on its thread that no other request must see. */
    @Query
    public boolean leaveBehind(String word) {
        MDC.put("note", word);
        Luggage.CARRIED.set(word);
        return true;
    }

    @Query
    public String longNote() {
        return note.text() + "x".repeat(100_000);
    }

    @Query
    public String passGateWithNote() throws InterruptedException {
        return gate.pass() ? note.text() : "nobody opened";
    }
}
