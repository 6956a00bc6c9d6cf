package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synctoasync.jpa.LendingResolvers.outcome;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.books.Book;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** S30, S31: a persistence context serves only the work that opened it. */
@RunsOn.Crosswise
class GuardIT extends ServerTest {
    @Inject
    private LendingResolvers resolvers;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UserTransaction transaction;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(Product.forTests(GuardIT.class, LendingResolvers.class), LendingResolvers.SCHEMA)
                .addAsResource(
                        new StringAsset("synctoasync.jpa-guard=refuse"), "META-INF/microprofile-config.properties");
    }

    /** A thread-sensitive resolver may read in the context, because it belongs to the work that opened it. */
    @Test
    void theLaneReadsItsOwn() throws Exception {
        assertThat(data("{ keep(id: 1) { lazyAuthor } }"))
                .isEqualTo(Map.of("keep", Map.of("lazyAuthor", "Jane Austen")));
    }

    /** S30: a parallel resolver reads in a context of its own. */
    @Test
    void aParallelResolverReadsItsOwn() throws Exception {
        assertThat(data("{ authorInParallel(id: 2) }")).isEqualTo(Map.of("authorInParallel", "Herman Melville"));
    }

    /** S30: a parallel resolver that reads in the lane's context is rejected, also for lazy loading. */
    @Test
    void aParallelResolverDoesNotReadTheLanes() throws Exception {
        assertThatRefused(data("{ keep(id: 1) { lazyAuthorInParallel } }").get("keep"))
                .contains("In the field Book.lazyAuthorInParallel");
    }

    /** S30: if two threads see an EntityManager at once, it rejects the second one. */
    @Test
    void anEntityManagerIsNotLent() throws Exception {
        assertThat(String.valueOf(data("{ nameByLentManager(id: 2) }").get("nameByLentManager")))
                .contains("an entity Book was to be read on borrower", "synctoasync.jpa-guard");
    }

    /** S31: a thread of the application must not read in the lane's context. */
    @Test
    void anAsynchronousStageDoesNotReadTheLanes() throws Exception {
        assertThatRefused(data("{ authorInStage(id: 1, thread: \"stage\") }").get("authorInStage"))
                .contains("While waiting for Query.authorInStage")
                .contains("was to be read on stage in a persistence context that belongs to another thread's work");
    }

    /** S31: when the request is over and its EntityManager is closed, no thread may read in its context. */
    @Test
    void anEntityThatOutlivesItsRequestIsNotReadOn() throws Exception {
        data("{ keep(id: 1) { name } }");
        assertThatRefused(outcome(() -> resolvers.authorOf(LendingResolvers.kept())));
        assertThatRefused(data("{ authorOfKept }").get("authorOfKept"));
    }

    /** Work outside requests is not checked, even on two threads. */
    @Test
    void workOutsideOfRequestsIsNotGuarded() throws Exception {
        transaction.begin();
        try {
            Book book = entities.find(Book.class, 2L);
            assertThat(LendingResolvers.onThread("timer", () -> outcome(() -> resolvers.authorOf(book)))
                            .join())
                    .isEqualTo("Herman Melville");
        } finally {
            transaction.rollback();
        }
    }

    /**
     * The bookshop's persistence.xml takes effect on each server, so the shared cache, which can deadlock, stays empty.
     */
    @Test
    void theSharedCacheIsOff() throws Exception {
        data("{ keep(id: 1) { lazyAuthor } }");
        assertThat(entities.getEntityManagerFactory().getCache().contains(Book.class, 1L))
                .isFalse();
    }

    private static AbstractStringAssert<?> assertThatRefused(Object answer) {
        return assertThat(String.valueOf(answer))
                .contains("the lazy association 'writer' of Book was to be read on", "synctoasync.jpa-guard");
    }
}
