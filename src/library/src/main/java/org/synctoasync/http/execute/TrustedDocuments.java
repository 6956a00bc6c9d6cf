package org.synctoasync.http.execute;

import graphql.GraphQLError;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.DoorSetting.Persisted;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.document.DocumentStore;

/**
 * The documents that the application contains, read and validated at deployment.
 *
 * <p><b>Threading:</b> read on the thread that deploys; unchanged afterwards.
 */
@ApplicationScoped
public class TrustedDocuments {
    private static final int AFTER_ENGINE = 4000;

    @Inject
    private Instance<Settings> known; // later than the ServletContext

    @Inject
    private Engine engine;

    private volatile @Nullable ServletContext application;
    private volatile Map<String, String> byHash = Map.of();

    /** The documents by their hashes; empty unless only trusted documents are executed. */
    public Map<String, String> byHash() {
        return byHash;
    }

    void take(@Observes ServletContext started) {
        application = started;
    }

    void read(@Observes @Priority(AFTER_ENGINE) Faults faults) {
        Settings settings = known.get();
        if (settings.get(DoorSetting.PERSISTED_DOCUMENTS) != Persisted.TRUSTED || !faults.isEmpty()) {
            return;
        }
        String place = settings.get(DoorSetting.TRUSTED_DOCUMENTS);
        Map<String, String> found = new HashMap<>();
        try {
            Map<String, String> texts = place.startsWith("/") ? inDirectory(Path.of(place)) : inWar(place);
            texts.forEach((name, text) -> {
                for (GraphQLError error : engine.check(text)) {
                    faults.add("The trusted document " + name + " is not valid: " + error.getMessage() + ".");
                }
                found.put(DocumentStore.hash(text), text);
            });
        } catch (IOException unreadable) {
            faults.add("The trusted documents in " + place + " cannot be read: " + unreadable.getMessage() + ".");
        }
        if (found.isEmpty() && faults.isEmpty()) {
            faults.add("There are no trusted documents in " + place
                    + "; put files *.graphql there, or name another place by " + DoorSetting.TRUSTED_DOCUMENTS.key()
                    + ".");
        }
        byHash = Map.copyOf(found);
    }

    private static Map<String, String> inDirectory(Path directory) throws IOException {
        Map<String, String> texts = new HashMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(TrustedDocuments::isDocument).toList()) {
                    texts.put(file.toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static boolean isDocument(Path file) {
        return file.toString().endsWith(".graphql");
    }

    private Map<String, String> inWar(String folder) throws IOException {
        Map<String, String> texts = new HashMap<>();
        ServletContext war = Objects.requireNonNull(application, "the application is not being deployed");
        @Nullable Set<String> paths = war.getResourcePaths("/" + folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith(".graphql")) {
                try (InputStream in = Objects.requireNonNull(war.getResourceAsStream(path))) {
                    texts.put(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
