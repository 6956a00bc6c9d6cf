package org.synctoasync.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WildFly, which deploys the applications in a folder. */
final class RedeployingWildFly extends Redeploying {
    private static final int LIMIT_SECONDS = 120;
    private static final Path HOME = Path.of(System.getProperty("wildfly.home"));

    RedeployingWildFly(int port, String... javaOptions) throws IOException {
        super("wildfly", port, javaOptions);
    }

    @Override
    void prepare(Path folder) throws IOException {
        Path configuration = Files.createDirectory(folder.resolve("configuration"));
        try (Stream<Path> files = Files.list(HOME.resolve("standalone/configuration"))) {
            for (Path file : files.toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Files.createDirectory(folder.resolve("deployments"));
        makeImpatient(configuration.resolve("standalone.xml"));
    }

    /**
     * Configures WildFly to scan for applications often, and to end idle threads soon, because they keep their last
     * task.
     */
    private static void makeImpatient(Path configuration) throws IOException {
        String before = Files.readString(configuration);
        String after = before.replace("scan-interval=\"5000\"", "scan-interval=\"200\"")
                .replace("<worker name=\"default\"/>", "<worker name=\"default\" task-keepalive=\"1000\"/>");
        Files.writeString(configuration, after);
    }

    @Override
    List<String> command(Path servers, Path folder, int httpPort) {
        return List.of(
                "@wildfly/java.options",
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + folder,
                "-Djboss.http.port=" + httpPort,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0",
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone");
    }

    @Override
    public void deploy(WebArchive war) throws Exception {
        Files.move(export(war), deployed(""));
        Eventually.within(LIMIT_SECONDS, "deployed", () -> Files.exists(deployed(".deployed")), true);
    }

    @Override
    public void undeploy() throws Exception {
        Files.delete(deployed(""));
        Eventually.within(LIMIT_SECONDS, "undeployed", () -> Files.exists(deployed(".undeployed")), true);
    }

    @Override
    public boolean unloads() {
        return true;
    }

    private Path deployed(String state) {
        return work().resolve("deployments").resolve("undeployed.war" + state);
    }
}
