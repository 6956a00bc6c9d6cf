package org.synctoasync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The build compiles the examples of the documentation, and every link in it has a target. */
class DocumentationTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern SENT = Pattern.compile("\"([A-Z][A-Z_]{3,})\"");

    /** Words in capitals that are not codes: HTTP methods, SQL keywords, and an example. */
    private static final Set<String> NO_CODES = Set.of("DESC", "HEAD", "OPTIONS", "POST", "SELECT", "OUT_OF_STOCK");

    private static final Pattern FILE = Pattern.compile("```(?:xml|html|graphql)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)");
    private static final Pattern TYPE = Pattern.compile("`(org\\.synctoasync\\.[a-z.]+[A-Z]\\w+)`");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaExampleIsCompiled(Path page) throws IOException {
        List<String> sources = sources();
        assertThat(matches(JAVA, page))
                .allSatisfy(example -> assertThat(sources)
                        .as("a source that contains the example:\n" + example)
                        .anyMatch(source -> source.contains(example)));
    }

    /** The page on logging in shows exactly the files that the tests deploy. */
    @Test
    void everyFileIsDeployed() throws IOException {
        List<String> deployed;
        try (Stream<Path> files = Files.list(Path.of("src/servers/src/test/resources/login"))) {
            deployed = files.map(DocumentationTest::read).toList();
        }
        assertThat(matches(FILE, Path.of("docs/guides/logging-in.md"))).containsExactlyInAnyOrderElementsOf(deployed);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(matches(LINK, page))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    /** The entrance lists every page, and the index of decisions lists every decision. */
    @Test
    void everyPageIsListed() throws IOException {
        String listed = read(Path.of("docs/README.md")) + read(Path.of("docs/decisions/README.md"));
        assertThat(pages().stream().filter(page -> page.startsWith("docs")))
                .allSatisfy(
                        page -> assertThat(listed).contains(page.getFileName().toString()));
    }

    /** The page of annotations names types that exist. */
    @Test
    void everyTypeToImportExists() throws IOException {
        assertThat(matches(TYPE, Path.of("docs/reference/annotations.md")))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(sourceOf(type)).exists());
    }

    /** The table of codes in protocol.md lists exactly the codes that the program sends. */
    @Test
    void everyCodeIsListed() throws IOException {
        String table = Files.readString(Path.of("docs/reference/protocol.md"))
                .split("\n## Codes\n")[1]
                .split("\n## ")[0];
        Set<String> listed = new TreeSet<>();
        table.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line ->
                        CODE.matcher(line.split("\\|")[1]).results().forEach(code -> listed.add(code.group(1))));
        Set<String> sent = new TreeSet<>();
        for (String room : List.of("graphql", "http")) {
            try (Stream<Path> files = Files.walk(Path.of("src/library/src/main/java/org/synctoasync", room))) {
                files.filter(Files::isRegularFile)
                        .map(DocumentationTest::read)
                        .forEach(source -> SENT.matcher(source).results().forEach(code -> sent.add(code.group(1))));
            }
        }
        sent.removeAll(NO_CODES);
        assertThat(listed).isEqualTo(sent);
    }

    private static List<String> matches(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(DocumentationTest::read)
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /** The source folders, without the files that the build and npm generate. */
    private static List<Path> folders() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("src"))) {
            return modules.flatMap(
                            module -> Stream.of("main", "test").map(kind -> module.resolve("src/" + kind + "/java")))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static Path sourceOf(String type) {
        return Path.of("src/library/src/main/java", type.replace('.', '/') + ".java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
