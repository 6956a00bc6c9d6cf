package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionResult;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.jpa.library.Library;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/** Tests the loaders and their statements on each server. */
class LoadersIT extends ServerTest {
    @Inject
    private ModelLoaders models;

    @Inject
    private LoadingResolvers resolvers;

    @Deployment
    static WebArchive product() {
        return Library.addTo(Product.extendSchema(
                Product.forTests(LoadersIT.class, LoadingResolvers.class), LoadingResolvers.SCHEMA));
    }

    /** S34: three aliases of getBook send exactly one SELECT. */
    @Test
    void aliasesShareOneStatement() throws Exception {
        List<Statement> sent = statements.during(
                () -> data("{ a: getBook(id: 1) { name } b: getBook(id: 2) { name } c: getBook(id: 3) { name } }"));
        assertThat(sent).extracting(Statement::sql).singleElement().asString().matches("SELECT .* FROM BOOK WHERE .*");
    }

    /** S34: one more statement loads the writers of three books. */
    @Test
    void eachLevelSendsOneStatement() throws Exception {
        List<Statement> sent =
                statements.during(() -> data("{ booksInOrder(ids: [1, 2, 3]) { name writer { name } } }"));
        assertThat(sent).extracting(Statement::sql).hasSize(2).anyMatch(sql -> sql.contains("FROM AUTHOR"));
    }

    /** S35: values are in the order of their keys, and a missing row is null. */
    @Test
    void keysKeepTheirOrder() throws Exception {
        assertThat(data("{ booksInOrder(ids: [3, 99999, 1]) { name } }").get("booksInOrder"))
                .isEqualTo(Arrays.asList(
                        Map.of("name", "Crime and Punishment"), null, Map.of("name", "Pride and Prejudice")));
    }

    /** S36: the creation of a loader for a class that is not an entity fails with the class's name. */
    @Test
    void aClassThatIsNoEntityIsRefused() {
        assertThatThrownBy(() -> models.modelLoader(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    /** S37: two requests see two states of one row, although an application-scoped bean holds the loader. */
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

    /** S37: the injected loader is the request's. It batches together with the loader in a resolver's parameter. */
    @Test
    void theInjectedLoaderIsTheRequests() throws Exception {
        assertThat(statements.during(() -> data("{ injected(id: 1) { name } getBook(id: 2) { name } }")))
                .hasSize(1);
    }

    /** S37: outside a request, the injected loader reports the reason for its failure. */
    @Test
    void theInjectedLoaderNeedsARequest() {
        assertThatThrownBy(() -> resolvers.injected(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("works inside a resolver only");
    }

    /** S38: embedded ids and id classes are keys of loaders. */
    @Test
    void compositeKeys() throws Exception {
        List<Statement> sent =
                statements.during(() -> assertThat(data("{ shelvesById { label } loansById { member } }"))
                        .hasToString("{shelvesById=[{label=second}, null, {label=first}],"
                                + " loansById=[{member=Zoe}, null, {member=Ann}]}"));
        assertThat(sent).hasSize(2);
    }

    /** S38: the text of an ID, converted as an argument or passed unchanged, finds the row with the id of type Long. */
    @Test
    void textsFindTypedIds() throws Exception {
        List<Statement> sent = statements.during(
                () -> assertThat(data("{ item(id: \"1\") { title } itemByName(id: \"3\") { title } }"))
                        .hasToString("{item={title=T1}, itemByName={title=T3}}"));
        assertThat(sent).hasSize(1);
    }

    /** An invalid id is an error at its path, which names the value and the expected type, and no statement is sent. */
    @Test
    void whatIsNoIdIsRefused() throws Exception {
        List<Statement> sent = statements.during(() -> {
            ExecutionResult result = execute("{ a: item(id: \"abc\") { title } b: itemByName(id: \"abc\") { title } }");
            assertThat(result.getErrors())
                    .extracting(error -> error.getPath() + " " + error.getMessage())
                    .containsExactlyInAnyOrder(
                            "[a] the argument 'id': the ID 'abc' is no Long", "[b] the key 'abc' of Item is no Long");
            assertThat(result.getErrors())
                    .allSatisfy(error -> assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT"));
            return result;
        });
        assertThat(sent).isEmpty();
    }

    /** Valid ids beside an invalid one are loaded, each once in whatever form it was passed. */
    @Test
    void othersAreLoadedBesideIt() throws Exception {
        List<Statement> sent = statements.during(() -> {
            ExecutionResult result = execute("{ a: itemByName(id: 1) { title } b: itemByName(id: \"x\") { title }"
                    + " c: itemByName(id: \"1\") { title } d: itemByName(id: 99) { title } }");
            assertThat(result.getData().toString()).isEqualTo("{a={title=T1}, b=null, c={title=T1}, d=null}");
            assertThat(result.getErrors())
                    .extracting(error -> String.valueOf(error.getPath()))
                    .containsExactly("[b]");
            return result;
        });
        assertThat(sent).hasSize(1);
    }

    /** S38: if the database supports arrays, many keys are sent in one statement. */
    @Test
    void manyKeysAreOneParameter() throws Exception {
        List<Statement> sent = statements.during(
                () -> assertThat(data("{ count(keys: 5000) }")).containsEntry("count", 3L));
        assertThat(sent).singleElement().extracting(Statement::sql).asString().contains("= ANY(?)");
    }

    /** S38: without arrays, many keys are split and padded, so that there are few statement texts. */
    @Test
    void manyKeysAreSplitAndPadded() throws Exception {
        List<Statement> sent = statements.during(
                () -> assertThat(data("{ tickets(from: 0, to: 5000) }")).containsEntry("tickets", 3L));
        assertThat(sent).hasSize(5);
        assertThat(sent).extracting(Statement::sql).containsOnly(sent.get(0).sql());
        assertThat(texts(3)).isEqualTo(texts(4)).isNotEqualTo(texts(5));
        assertThat(texts(5)).isEqualTo(texts(8));
    }

    private List<String> texts(int keys) throws Exception {
        return statements.during(() -> data("{ tickets(from: 0, to: " + keys + ") }")).stream()
                .map(Statement::sql)
                .toList();
    }
}
