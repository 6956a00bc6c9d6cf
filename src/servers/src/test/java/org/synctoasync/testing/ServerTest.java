package org.synctoasync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;

/**
 * A test that runs inside the server, in the deployed application. After each test no resources of its requests may be
 * left, see {@link Open}. A test that leaves resources on purpose calls {@link #allowLeaks}.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerTest {
    @Inject
    protected Engine engine;

    @Inject
    protected Lanes lanes;

    @Inject
    protected Statements statements;

    @Inject
    protected Database database;

    @Inject
    private HttpServletRequest request;

    private boolean leaksAllowed;

    /**
     * The open resources of requests.
     *
     * @param units units of work: running lanes and parallel tasks
     * @param leftTransactions units of work that have ended but left their thread in a transaction
     * @param contexts persistence contexts
     */
    public record Open(int units, int leftTransactions, int contexts) {
        /** No open resources. */
        public static final Open NOTHING = new Open(0, 0, 0);
    }

    @BeforeEach
    void nothingIsOpenYet() {
        nothingIsLeft();
    }

    @AfterEach
    void nothingIsLeft() {
        if (!leaksAllowed) {
            assertThat(open()).as("what requests have left open").isEqualTo(Open.NOTHING);
        }
    }

    /** The resources that are open now. */
    protected Open open() {
        return new Open(UnitsOfWork.open(), UnitsOfWork.takeLeftTransactions(), statements.openContexts());
    }

    /** Disables the check for leaks for this test. */
    protected void allowLeaks() {
        leaksAllowed = true;
    }

    /** Executes an operation without HTTP and waits for its response. */
    protected ExecutionResult execute(String query) throws Exception {
        return engine.execute(query).get(30, TimeUnit.SECONDS);
    }

    /** Executes an operation that must not fail, and returns its data. */
    protected Map<String, Object> data(String query) throws Exception {
        ExecutionResult result = execute(query);
        assertThat(result.getErrors()).isEmpty();
        return result.getData();
    }

    /** An HTTP client of the application. */
    protected Http http() {
        return Http.on(request.getLocalPort());
    }
}
