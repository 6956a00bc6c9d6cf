package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.synctoasync.books.Book;
import org.synctoasync.books.Review;
import org.synctoasync.testing.Database;
import org.synctoasync.testing.PutResolvers;
import org.synctoasync.testing.PutStore;
import org.synctoasync.testing.RandomPuts;

/** Writes rows to the database: reviews whose texts contain the rows' keys. */
@ApplicationScoped
public class JpaPuts implements PutStore {
    private static final String PREFIX = "put ";
    private static final int REQUESTS = Integer.getInteger("mutations", 200);

    @PersistenceContext
    private EntityManager entities;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Inject
    private UserTransaction transaction;

    @Inject
    private FailingService service;

    @Inject
    private Database database;

    /** Sends every other row at once, and the other rows at commit. */
    @Override
    public void write(int row) {
        entities.persist(new Review(entities.find(Book.class, 1L), 5, PREFIX + row));
        if (row % 2 == 0) {
            entities.flush();
        }
    }

    @Override
    public void callFailingService(int row) {
        service.fail(row);
    }

    @Override
    public void markForRollback() {
        registry.setRollbackOnly();
    }

    @Override
    public void rollBack() throws Exception {
        transaction.rollback();
    }

    @Override
    public void commit() throws Exception {
        try {
            transaction.commit();
        } catch (RollbackException refused) {
            // The test continues as if the commit had succeeded
        }
    }

    @Override
    public void leaveAnotherOpen(int row) throws Exception {
        transaction.rollback();
        transaction.begin();
        write(row);
    }

    /**
     * PostgreSQL checks a deferred constraint when the database commits. The constraint used on H2 is checked when the
     * row is sent.
     */
    @Override
    public void failAtCommit() {
        if (System.getenv("DB_URL") == null) {
            entities.persist(new Review(entities.find(Book.class, 1L), 5, null));
        } else {
            entities.createNativeQuery("INSERT INTO put_once (id) VALUES (1), (1)")
                    .executeUpdate();
        }
    }

    @Override
    public void passDeadline() {
        throw new UnsupportedOperationException("The time of a server does not pass on demand");
    }

    @Override
    public Set<Integer> committed() throws SQLException {
        Set<Integer> rows = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet texts = statement.executeQuery("SELECT text FROM review WHERE text LIKE 'put %'")) {
            while (texts.next()) {
                rows.add(Integer.valueOf(texts.getString(1).substring(PREFIX.length())));
            }
        }
        return rows;
    }

    /**
     * Executes random mutations.
     *
     * @param requestWide whether a request has one transaction
     * @return each row that was reported as successful and is not committed, or the reverse
     */
    List<String> mismatches(RandomPuts.Client client, boolean requestWide) throws Exception {
        prepare();
        long seed = System.nanoTime();
        List<PutResolvers.End> ends = Stream.of(PutResolvers.End.values())
                .filter(end -> end != PutResolvers.End.PASS_DEADLINE)
                .toList();
        RandomPuts random =
                new RandomPuts(seed, 1, requestWide, ends).runEachWay(client).run(REQUESTS, client);
        System.out.println("S51: " + random.fields() + " root fields, seed " + seed);
        try {
            return random.mismatches(committed());
        } finally {
            clear();
        }
    }

    /** Creates the table that {@link #failAtCommit} needs. */
    private void prepare() throws SQLException {
        if (database.isPostgreSql()) {
            database.write("CREATE TABLE IF NOT EXISTS put_once"
                    + " (id INTEGER, CONSTRAINT put_once_id UNIQUE (id) DEFERRABLE INITIALLY DEFERRED)");
        }
    }

    /** Removes all rows. */
    private void clear() throws SQLException {
        database.write("DELETE FROM review WHERE text LIKE 'put %'");
    }

    /** A service of the application whose transaction fails. */
    @ApplicationScoped
    public static class FailingService {
        @Inject
        private JpaPuts puts;

        @Transactional
        public void fail(int row) {
            puts.write(row);
            throw new IllegalStateException("The service has failed");
        }
    }
}
