package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Gate;

/** A service with a blocking method that runs on a lane, and a resolver that calls it. */
@ApplicationScoped
public class Hopper {
    static final String SCHEMA = """

            extend type Query {
              hop: Boolean
            }
            """;

    private static volatile Gate gate = new Gate();

    @Inject
    private Note note;

    @Inject
    private Hopper self;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    /** Installs a new closed gate. */
    static Gate newGate() {
        gate = new Gate();
        return gate;
    }

    /** Waits at the gate, then reports the note, its thread, and whether it is in a transaction. */
    @SyncToAsync
    public CompletionStage<String> tell() throws InterruptedException {
        boolean passed = gate.pass();
        boolean active = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
        return CompletableFuture.completedFuture(passed + "," + note.text() + "," + active + ","
                + Thread.currentThread().getName());
    }

    /** Whether the call of the wrapped method runs directly: its stage is complete, and this thread completed it. */
    @Query
    public boolean hop() throws Exception {
        CompletableFuture<String> told = self.tell().toCompletableFuture();
        return told.isDone() && told.get().endsWith("," + Thread.currentThread().getName());
    }

    /**
     * Fills the note of the HTTP request and calls the method. Reports whether the stage was returned before the method
     * had ended, whether the method ran on another thread, and the method's result.
     */
    public CompletionStage<String> call(String text) throws InterruptedException {
        note.write(text);
        String caller = Thread.currentThread().getName();
        newGate();
        CompletionStage<String> told = self.tell();
        boolean early = !told.toCompletableFuture().isDone();
        gate.open();
        return told.thenApply(said -> early + "," + !said.endsWith("," + caller) + "," + said);
    }

    /** The path of Jakarta REST resources. */
    @ApplicationPath("rest")
    public static class Rest extends Application {}

    /** A Jakarta REST resource that calls the service. */
    @Path("hop")
    @ApplicationScoped
    public static class Door {
        @Inject
        private Hopper hopper;

        @GET
        public CompletionStage<String> get() throws InterruptedException {
            return hopper.call("rest");
        }
    }
}
