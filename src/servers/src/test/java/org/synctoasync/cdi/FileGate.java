package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.synctoasync.resolver.Query;

/** A gate between the server's process and the test's process, made of two files. */
@ApplicationScoped
public class FileGate {
    static final String SCHEMA = """

            extend type Query {
              passFileGate(folder: String!): Boolean
            }
            """;
    static final String ARRIVED = "arrived";
    static final String OPEN = "open";

    private static final int LIMIT_SECONDS = 25;

    @Query
    public boolean passFileGate(String folder) throws IOException, InterruptedException {
        try {
            Files.createFile(Path.of(folder, ARRIVED));
        } catch (FileAlreadyExistsException another) {
            return false;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.exists(Path.of(folder, OPEN)) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Files.exists(Path.of(folder, OPEN));
    }
}
