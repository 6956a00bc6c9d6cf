package org.synctoasync.testing;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoaderRegistry;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.testing.PutResolvers.End;

/**
 * Random mutations over {@link PutResolvers}, and the check that each root field is reported as successful if and only
 * if its row is committed. The same seed produces the same mutations.
 */
public final class RandomPuts {
    private final long seed;
    private final Random random;
    private final List<String> ways;
    private final List<End> ends;
    private final boolean requestWide;
    private final List<String> mismatches = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private int rows;
    private int fields;

    /** The result that the client received for a row. */
    private record Claim(int row, boolean success, String document) {}

    /** Executes the documents of one request. */
    @FunctionalInterface
    public interface Client {
        List<ExecutionResult> execute(List<String> documents) throws Exception;
    }

    /** A client without HTTP. */
    public static Client client(Engine engine, Lanes lanes) {
        return documents -> {
            List<PreparedOperation> operations = documents.stream()
                    .map(document -> engine.prepare(ExecutionInput.newExecutionInput(document)
                            .dataLoaderRegistry(new DataLoaderRegistry())
                            .build()))
                    .toList();
            List<ExecutionResult> results = new ArrayList<>();
            for (CompletableFuture<ExecutionResult> result : engine.executeTogether(operations, lanes.origin())) {
                results.add(result.exceptionally(RandomPuts::failed).get(30, TimeUnit.SECONDS));
            }
            return results;
        };
    }

    private static ExecutionResult failed(Throwable failure) {
        return ExecutionResult.newExecutionResult()
                .addError(GraphqlErrorBuilder.newError()
                        .message("%s", failure.toString())
                        .build())
                .build();
    }

    /**
     * Creates a source of mutations.
     *
     * @param firstRow the key of the first row
     * @param requestWide whether a request has one transaction
     */
    public RandomPuts(long seed, int firstRow, boolean requestWide, List<End> ends) {
        this.seed = seed;
        this.random = new Random(seed);
        this.rows = firstRow;
        this.requestWide = requestWide;
        this.ends = List.copyOf(ends);
        List<String> all = new ArrayList<>(List.of(
                "put", "putTransactional", "putLater", "putElsewhere", "putWired", "putWiredLater", "putOuter"));
        if (!requestWide) {
            all.add("putBeside");
        }
        this.ways = List.copyOf(all);
    }

    /** Executes a number of requests, some of which are arrays. */
    public RandomPuts run(int requests, Client client) throws Exception {
        for (int i = 0; i < requests; i++) {
            List<Map<String, List<Integer>>> rowsOfAliases = new ArrayList<>();
            List<String> documents = new ArrayList<>();
            int count = random.nextInt(6) == 0 ? 2 : 1;
            for (int d = 0; d < count; d++) {
                Map<String, List<Integer>> aliases = new LinkedHashMap<>();
                documents.add(document(aliases));
                rowsOfAliases.add(aliases);
            }
            List<ExecutionResult> results = client.execute(documents);
            for (int d = 0; d < count; d++) {
                note(documents.get(d), rowsOfAliases.get(d), results.get(d));
            }
        }
        return this;
    }

    /** Executes one request for each way of writing with each ending, with a successful field before and after it. */
    public RandomPuts runEachWay(Client client) throws Exception {
        for (End end : ends) {
            for (String way : ways) {
                runEnd(way, end, client);
            }
        }
        return this;
    }

    private void runEnd(String way, End end, Client client) throws Exception {
        Map<String, List<Integer>> aliases = new LinkedHashMap<>();
        StringBuilder document = new StringBuilder("mutation {");
        for (End each : List.of(End.RETURN, end, End.RETURN)) {
            List<Integer> written = new ArrayList<>();
            String alias = "f" + aliases.size();
            document.append(' ').append(alias).append(": ").append(field(way, each, end, written));
            aliases.put(alias, written);
            fields++;
        }
        String whole = document.append(" }").toString();
        note(whole, aliases, client.execute(List.of(whole)).get(0));
    }

    /** Compares the reported results with the committed rows, and returns each difference. */
    public List<String> mismatches(Set<Integer> committed) {
        for (Claim claim : claims) {
            if (claim.success() != committed.contains(claim.row())) {
                mismatches.add("seed " + seed + ", row " + claim.row() + ": reported as "
                        + (claim.success() ? "successful" : "failed") + ", and "
                        + (claim.success() ? "not committed: " : "committed: ") + claim.document());
            }
        }
        return mismatches;
    }

    /** The number of root fields that were executed. */
    public int fields() {
        return fields;
    }

    private String document(Map<String, List<Integer>> aliases) {
        StringBuilder document = new StringBuilder("mutation {");
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String alias = "f" + i;
            List<Integer> written = new ArrayList<>();
            document.append(' ').append(alias).append(": ").append(field(written));
            aliases.put(alias, written);
            fields++;
        }
        return document.append(" }").toString();
    }

    private String field(List<Integer> written) {
        String way = ways.get(random.nextInt(ways.size()));
        End end = random.nextInt(3) == 0 ? End.RETURN : ends.get(random.nextInt(ends.size()));
        End innerEnd = random.nextBoolean() ? End.RETURN : ends.get(random.nextInt(ends.size()));
        return field(way, end, innerEnd, written);
    }

    private String field(String way, End end, End innerEnd, List<Integer> written) {
        int row = rows++;
        written.add(row);
        String inner = "";
        if (way.equals("putOuter")) {
            int innerRow = rows++;
            written.add(innerRow);
            inner = ", inner: \"mutation { put(row: " + innerRow + ", end: \\\"" + innerEnd + "\\\") { row } }\"";
        }
        String selection = random.nextInt(8) == 0 && !requestWide ? " { row broken }" : " { row }";
        return way + "(row: " + row + ", end: \"" + end + "\"" + inner + ")" + selection;
    }

    private void note(String document, Map<String, List<Integer>> aliases, ExecutionResult result) {
        Map<String, Object> data = result.getData();
        aliases.forEach((alias, written) -> {
            boolean success = data != null
                    && data.get(alias) != null
                    && result.getErrors().stream().noneMatch(error -> isOf(alias, error));
            written.forEach(row -> claims.add(new Claim(row, success, document)));
        });
    }

    /** An error below the field belongs to values that were read after the commit. */
    private static boolean isOf(String alias, GraphQLError error) {
        return error.getPath() != null && error.getPath().equals(List.of(alias));
    }
}
