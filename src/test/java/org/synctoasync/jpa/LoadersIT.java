package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.resolver.ModelLoaders;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/** The loaders and the statements they send, inside each server. */
class LoadersIT extends ServerTest {
    @Inject
    private ModelLoaders models;

    @Inject
    private LoadingResolvers resolvers;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(Product.forTests(LoadersIT.class, LoadingResolvers.class), LoadingResolvers.SCHEMA);
    }

    /** S34: three aliases of getBook send exactly one SELECT. */
    @Test
    void aliasesShareOneStatement() throws Exception {
        List<Statement> sent = statements.during(
                () -> data("{ a: getBook(id: 1) { name } b: getBook(id: 2) { name } c: getBook(id: 3) { name } }"));
        assertThat(sent).extracting(Statement::sql).singleElement().asString().matches("SELECT .* FROM BOOK WHERE .*");
    }

    /** S34: the writers of three books come by one statement more. */
    @Test
    void eachLevelSendsOneStatement() throws Exception {
        List<Statement> sent =
                statements.during(() -> data("{ booksInOrder(ids: [1, 2, 3]) { name writer { name } } }"));
        assertThat(sent).extracting(Statement::sql).hasSize(2).anyMatch(sql -> sql.contains("FROM AUTHOR"));
    }

    /** S35: values come in the order of their keys; a missing row is null. */
    @Test
    void keysKeepTheirOrder() throws Exception {
        assertThat(data("{ booksInOrder(ids: [3, 99999, 1]) { name } }").get("booksInOrder"))
                .isEqualTo(Arrays.asList(
                        Map.of("name", "Crime and Punishment"), null, Map.of("name", "Pride and Prejudice")));
    }

    /** S36: a class that is no entity is refused by its name when its loader is made. */
    @Test
    void aClassThatIsNoEntityIsRefused() {
        assertThatThrownBy(() -> models.modelLoader(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    /** S37: two requests see two states of one row, though one bean of the application holds the loader. */
    @Test
    void eachRequestHasAFreshLoader() throws Exception {
        String query = "{ injected(id: 2) { name } }";
        assertThat(data(query)).isEqualTo(Map.of("injected", Map.of("name", "Moby-Dick")));
        database.write("UPDATE book SET name = ? WHERE id = 2", "The Whale");
        try {
            assertThat(data(query)).isEqualTo(Map.of("injected", Map.of("name", "The Whale")));
        } finally {
            database.write("UPDATE book SET name = ? WHERE id = 2", "Moby-Dick");
        }
    }

    /** S37: the injected loader is the request's: it batches with the one that a resolver takes as a parameter. */
    @Test
    void theInjectedLoaderIsTheRequests() throws Exception {
        assertThat(statements.during(() -> data("{ injected(id: 1) { name } getBook(id: 2) { name } }")))
                .hasSize(1);
    }

    /** S37: outside a request the injected loader says what is wrong. */
    @Test
    void theInjectedLoaderNeedsARequest() {
        assertThatThrownBy(() -> resolvers.injected(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("works inside a resolver only");
    }
}
