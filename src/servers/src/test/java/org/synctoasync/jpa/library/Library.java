package org.synctoasync.jpa.library;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.synctoasync.deployment.Faults;
import org.synctoasync.testing.Product;

/** Adds the library domain to the product's bookshop, and creates its tables. */
@ApplicationScoped
public class Library {
    private static final Class<?>[] ENTITIES = {
        Person.class,
        Item.class,
        Novel.class,
        Atlas.class,
        Topic.class,
        Note.class,
        Cover.class,
        Shelf.class,
        ShelfId.class,
        Loan.class,
        Ticket.class,
        Box.class,
        Origin.class,
        Seal.class,
        Publisher.class,
        Edition.class
    };

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Adds the library domain to a WAR. */
    public static WebArchive addTo(WebArchive war) {
        war.addClasses(ENTITIES)
                .addClasses(LoanId.class, Format.class, LibraryResolvers.class, UnsentResolvers.class, Library.class)
                .addAsResource("library/library.sql");
        String classes = Stream.of(ENTITIES)
                .map(entity -> "<class>" + entity.getName() + "</class>")
                .collect(Collectors.joining());
        Product.edit(
                war,
                "WEB-INF/classes/META-INF/persistence.xml",
                xml -> xml.replace("<exclude-unlisted", classes + "<exclude-unlisted"));
        return Product.extendSchema(war, read("library/library.graphqls"));
    }

    void prepare(@Observes @Priority(1) Faults faults) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : read("library/library.sql").split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String read(String resource) {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
