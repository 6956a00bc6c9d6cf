package org.synctoasync.http.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The messages of a socket are sent one at a time. */
class OutboxTest {
    private static final int MOST = 3;

    private final List<String> sent = new ArrayList<>();
    private final Deque<SendHandler> sending = new ArrayDeque<>();
    private final List<Runnable> hops = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean atOnce;
    private final Outbox outbox = new Outbox(remote(), hops::add, MOST, failure -> failures.add(failure.getMessage()));

    /** A session accepts no message while it sends another. The sender is notified when its message is sent. */
    @Test
    void oneMessageIsSentAtATime() {
        List<String> done = new ArrayList<>();
        outbox.send("one", () -> done.add("one"));
        outbox.send("two", () -> done.add("two"));
        assertThat(sent).containsExactly("one");
        assertThat(done).isEmpty();
        sending.poll().onResult(new SendResult());
        assertThat(done).as("told on the server's thread").isEmpty();
        hops.remove(0).run();
        assertThat(done).containsExactly("one");
        assertThat(sent).containsExactly("one", "two");
    }

    /** A message that is sent at once is reported at once, and does not deepen the stack. */
    @Test
    void whatIsSentAtOnceTakesNoHop() {
        atOnce = true;
        int[] left = {100_000};
        outbox.send("x", new Runnable() {
            @Override
            public void run() {
                if (left[0]-- > 0) {
                    outbox.send("x", this);
                }
            }
        });
        assertThat(sent).hasSize(100_001);
        assertThat(hops).isEmpty();
    }

    /** The number of messages that wait for a client that does not read is bounded. */
    @Test
    void whatWaitsIsBounded() {
        for (int i = 0; i < 10; i++) {
            outbox.send("x", () -> {});
        }
        assertThat(failures).containsExactly("The client does not read");
        assertThat(sent).hasSize(1);
    }

    /** A message that cannot be sent is reported once, and nothing is sent after it. */
    @Test
    void aFailureIsToldOnce() {
        outbox.send("one", () -> {});
        outbox.send("two", () -> {});
        sending.poll().onResult(new SendResult(new IOException("gone")));
        outbox.send("three", () -> {});
        outbox.ping();
        assertThat(failures).containsExactly("gone");
        assertThat(sent).containsExactly("one");
    }

    /** A ping waits for the message that is being sent. */
    @Test
    void aPingDoesNotComeBetween() {
        outbox.send("one", () -> {});
        outbox.ping();
        assertThat(sent).containsExactly("one");
        sending.poll().onResult(new SendResult());
        hops.remove(0).run();
        assertThat(sent).containsExactly("one", "ping");
    }

    private RemoteEndpoint.Async remote() {
        return (RemoteEndpoint.Async) Proxy.newProxyInstance(
                OutboxTest.class.getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (self, method, given) -> {
                    if (method.getName().equals("sendPing")) {
                        sent.add("ping");
                    } else if (atOnce) {
                        sent.add((String) given[0]);
                        ((SendHandler) given[1]).onResult(new SendResult());
                    } else {
                        sent.add((String) given[0]);
                        sending.add((SendHandler) given[1]);
                    }
                    return null;
                });
    }
}
