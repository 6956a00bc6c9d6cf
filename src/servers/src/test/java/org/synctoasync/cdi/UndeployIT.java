package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synctoasync.execution.Lane;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.Redeploying;
import org.synctoasync.testing.RunsOn;

/** Tests on each server the undeployment of an application while it receives requests. */
@RunsOn.H2
class UndeployIT {
    private static final int DEPLOYMENTS = 4;
    private static final int CLIENTS = 8;

    /** The number of threads that WildFly's worker keeps, and the time for which it keeps other idle threads. */
    private static final int ON_STACKS = 2;

    private static final int IDLE_SECONDS = 120;
    private static final String ADDED = "subscription { bookAdded { name } }";
    private static final String NAMES = "{ latestBookName getBook(id: 1) { name author } }";

    @TempDir
    private Path folder;

    /**
     * S45: when an application is redeployed three times under load, its requests end. Running requests are answered,
     * the others are rejected. Sockets and streams end. Afterwards WildFly has unloaded the application's classes,
     * except those that two idle threads of the server still have on their stacks: jboss-threads' EnhancedQueueExecutor
     * keeps a finished task there. Payara's transaction manager keeps the servlet of each managed task that used a
     * connection, so the test does not check Payara's classes.
     */
    @Test
    void nothingIsLeftOfAnApplicationThatIsGone() throws Exception {
        WebArchive war = Product.extendSchema(Product.war().addClass(FileGate.class), FileGate.SCHEMA);
        try (Redeploying server = Redeploying.start()) {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                server.deploy(war);
                undeployUnderLoad(server, Files.createDirectory(folder.resolve("gate" + i)));
            }
            server.deploy(war);
            if (server.unloads()) {
                giveThreadsOtherTasks(server);
                Eventually.within(
                        IDLE_SECONDS,
                        "too many classes left",
                        () -> server.classes(Lane.class.getName()) > 1 + ON_STACKS,
                        false);
            }
            stopWhileItRuns(server, Files.createDirectory(folder.resolve("last")));
        }
    }

    /** The requests to the current deployment replace the tasks that threads kept from earlier deployments. */
    private static void giveThreadsOtherTasks(Redeploying server) throws Exception {
        Load load = new Load(server.http());
        Eventually.holds("enough requests", () -> load.answered.get() > 400, true);
        load.stop();
    }

    /** S45: a server that receives the machine's signal to stop also lets running requests end. */
    private static void stopWhileItRuns(Redeploying server, Path gate) throws Exception {
        CompletableFuture<HttpResponse<String>> running =
                server.http().postLater("{ passFileGate(folder: \"" + gate + "\") }");
        Eventually.holds("arrived", () -> Files.exists(gate.resolve(FileGate.ARRIVED)), true);
        assertThat(isReady(server)).isTrue();
        server.stop();
        Eventually.holds("ready", () -> isReady(server), false);
        assertThat(running).isNotDone();
        Files.createFile(gate.resolve(FileGate.OPEN));
        assertThat(running.get().body()).isEqualTo("{\"data\":{\"passFileGate\":true}}");
    }

    /** Some servers accept no requests while they stop. */
    private static boolean isReady(Redeploying server) throws InterruptedException {
        try {
            return server.http().get("health/ready").statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void undeployUnderLoad(Redeploying server, Path gate) throws Exception {
        Load load = new Load(server.http());
        int port = server.http().root().getPort();
        RawSocket socket = RawSocket.open(port).init();
        socket.subscribe("1", ADDED);
        Socket events = new RawHttp(port)
                .open(("GET /graphql?query=" + URLEncoder.encode(ADDED, StandardCharsets.UTF_8)
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(events.getInputStream().read()).isEqualTo('H');
        CompletableFuture<HttpResponse<String>> running =
                server.http().postLater("{ passFileGate(folder: \"" + gate + "\") }");
        Eventually.holds("arrived", () -> Files.exists(gate.resolve(FileGate.ARRIVED)), true);
        Eventually.holds("enough requests", () -> load.answered.get() > 50, true);
        CompletableFuture<Void> undeployed = CompletableFuture.runAsync(() -> undeploy(server));
        Eventually.holds("others refused", () -> load.refused.get() > 0, true);
        assertThat(running).isNotDone();
        assertThat(isReady(server)).isFalse();
        Files.createFile(gate.resolve(FileGate.OPEN));
        assertThat(running.get().body()).isEqualTo("{\"data\":{\"passFileGate\":true}}");
        undeployed.get();
        assertThat(socket.closed()).isEqualTo(1001);
        assertThat(new String(events.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("text/event-stream")
                .doesNotContain("event: complete");
        socket.close();
        events.close();
        load.stop();
        assertThat(load.hung.get()).as("requests that hung").isZero();
        assertThat(load.unexplained.get())
                .as("refused without 503 and Retry-After")
                .isZero();
    }

    private static void undeploy(Redeploying server) {
        try {
            server.undeploy();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Clients that send requests until they are stopped. */
    private static final class Load {
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger hung = new AtomicInteger();
        private final AtomicInteger unexplained = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Thread> clients = new ArrayList<>();

        Load(Http http) {
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> ask(http));
                client.start();
                clients.add(client);
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }

        private void ask(Http http) {
            while (!stopped.get()) {
                try {
                    HttpResponse<String> answer = http.postQuery(NAMES);
                    (answer.statusCode() == 200 ? answered : refused).incrementAndGet();
                    if (answer.body().contains("UNAVAILABLE")
                            && !(answer.statusCode() == 503
                                    && answer.headers()
                                            .firstValue("Retry-After")
                                            .isPresent())) {
                        unexplained.incrementAndGet();
                    }
                } catch (HttpTimeoutException none) {
                    hung.incrementAndGet();
                } catch (IOException closed) {
                    refused.incrementAndGet();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }
}
