package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.execution.ContextCarrier;

/** S53: the request-scoped beans of a request, whatever their callbacks do. */
@Timeout(30)
class RequestBeansTest {
    private final RequestScope scope = new RequestScope(new HttpRequestCarrier());
    private final ContextCarrier.Captured request = scope.capture();
    private final Map<String, Runnable> onCreate = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, Runnable> onDestroy = Collections.synchronizedMap(new HashMap<>());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Named> beans = Collections.synchronizedMap(new HashMap<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(scope.isActive()).as("the thread is clean").isFalse();
    }

    /** A bean with a name; the test provides its callbacks. */
    private final class Named implements Contextual<Object> {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public Object create(CreationalContext<Object> creation) {
            events.add("+" + name);
            onCreate.getOrDefault(name, () -> {}).run();
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> creation) {
            events.add("-" + name);
            onDestroy.getOrDefault(name, () -> {}).run();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Object use(String name) {
        return scope.get(beans.computeIfAbsent(name, Named::new), new Creation());
    }

    private static final class Creation implements CreationalContext<Object> {
        @Override
        public void push(Object incompleteInstance) {}

        @Override
        public void release() {}
    }

    private void during(Runnable task) {
        ContextCarrier.Restored restored = request.restore();
        try {
            task.run();
        } finally {
            restored.undo();
        }
    }

    private Future<?> beside(Runnable task) {
        return threads.submit(() -> during(task));
    }

    /** A bean that is first used while another one is destroyed is destroyed too. */
    @Test
    void aBeanMayNeedAnotherOneWhenItIsDestroyed() {
        onDestroy.put("a", () -> use("b"));
        onDestroy.put("b", () -> use("c"));
        during(() -> use("a"));
        assertThat(events).containsExactly("+a", "-a", "+b", "-b", "+c", "-c");
    }

    /** Destruction ends even if beans create each other again and again. */
    @Test
    void beansThatReviveEachOtherEnd() {
        onDestroy.put("a", () -> use("b"));
        onDestroy.put("b", () -> use("a"));
        during(() -> use("a"));
        assertThat(events.stream().filter(event -> event.startsWith("+")).count())
                .isEqualTo(
                        events.stream().filter(event -> event.startsWith("-")).count())
                .isLessThan(50);
        events.clear();
        onDestroy.clear();
        during(() -> use("a"));
        assertThat(events).as("the next operation of the request").containsExactly("+a", "-a");
    }

    /** If one bean cannot be destroyed, the others are still destroyed and the thread is left clean. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void allAreDestroyedWhateverOneThrows(String failing) {
        onDestroy.put(failing, () -> {
            throw new AssertionError("cannot be destroyed");
        });
        during(() -> List.of("a", "b", "c").forEach(this::use));
        assertThat(events).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
    }

    /** A bean that is slow to create delays only the threads that need it. */
    @Test
    void aSlowBeanHoldsUpItsUsersOnly() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch created = new CountDownLatch(1);
        onCreate.put("slow", () -> {
            created.countDown();
            await(slow);
        });
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletableFuture<Object> second = new CompletableFuture<>();
        CountDownLatch both = new CountDownLatch(1);
        during(() -> {
            Future<?> one = beside(() -> {
                first.complete(use("slow"));
                await(both);
            });
            await(created);
            Future<?> two = beside(() -> {
                second.complete(use("slow"));
                await(both);
            });
            use("quick"); // with one lock for all beans, this would wait forever
            slow.countDown();
            assertThat(first.join()).isSameAs(second.join());
            both.countDown();
            join(one);
            join(two);
        });
        assertThat(events).containsExactlyInAnyOrder("+slow", "+quick", "-slow", "-quick");
    }

    /** A creation that fails can be tried again. */
    @Test
    void aFailedCreationIsTriedAgain() {
        onCreate.put("a", () -> {
            onCreate.remove("a");
            throw new IllegalStateException("not yet");
        });
        during(() -> {
            assertThatThrownBy(() -> use("a")).hasMessage("not yet");
            assertThat(use("a")).isNotNull();
        });
        assertThat(events).containsExactly("+a", "+a", "-a");
    }

    /**
     * If a thread needs a bean while it creates that bean, as a nested resolver may, all users get one instance, and
     * every instance is destroyed.
     */
    @Test
    void aBeanMayBeNeededWhileItIsCreated() {
        List<Object> inner = new ArrayList<>();
        onCreate.put("a", () -> {
            onCreate.remove("a");
            inner.add(use("a"));
        });
        during(() -> {
            Object outer = use("a");
            assertThat(inner).containsExactly(outer);
            assertThat(use("a")).isSameAs(outer);
        });
        assertThat(events).containsExactly("+a", "+a", "-a", "-a");
    }

    /** Two threads that create beans which need each other do not wait for each other. */
    @Test
    void beansThatNeedEachOtherAreRefused() {
        CountDownLatch both = new CountDownLatch(2);
        onCreate.put("a", () -> {
            both.countDown();
            await(both);
            use("b");
        });
        onCreate.put("b", () -> {
            both.countDown();
            await(both);
            use("a");
        });
        during(() -> {
            Future<?> one = beside(() -> failing("a"));
            Future<?> two = beside(() -> failing("b"));
            join(one);
            join(two);
        });
    }

    private void failing(String name) {
        try {
            use(name);
        } catch (IllegalStateException | StackOverflowError cycle) {
            onCreate.remove(name);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void join(Future<?> task) {
        try {
            task.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
