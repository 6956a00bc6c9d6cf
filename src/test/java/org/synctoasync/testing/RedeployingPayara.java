package org.synctoasync.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara Micro, which is told by {@code src/test/payara/Console.java}. */
final class RedeployingPayara extends Redeploying {
    private long answers;

    RedeployingPayara() throws Exception {
        super("redeploying-payara");
        awaitAnswer();
    }

    @Override
    void prepare(Path folder) {}

    @Override
    List<String> command(Path servers, Path folder, int httpPort) throws IOException {
        File server = servers.resolve("payara-micro.jar").toFile();
        List<String> command =
                new ArrayList<>(List.of("@src/server/payara/java.options", "-Djava.io.tmpdir=" + folder));
        try (JarFile jar = new JarFile(server)) { // java reads the manifest of -jar only
            Stream.of(jar.getManifest()
                            .getMainAttributes()
                            .getValue("Add-Opens")
                            .split(" "))
                    .forEach(opened -> command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        }
        command.addAll(List.of("-cp", server.toString(), "src/test/payara/Console.java"));
        command.addAll(List.of("--port", String.valueOf(httpPort), "--nohostaware", "--nohazelcast"));
        command.addAll(List.of("--disablephonehome", "--prebootcommandfile", "src/server/payara/localhost.asadmin"));
        return command;
    }

    @Override
    public void deploy(WebArchive war) throws Exception {
        tell("deploy " + export(war));
    }

    @Override
    public void undeploy() throws Exception {
        tell("undeploy");
    }

    @Override
    public boolean unloads() {
        return false;
    }

    private void tell(String command) throws Exception {
        process().getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process().getOutputStream().flush();
        awaitAnswer();
    }

    private void awaitAnswer() throws Exception {
        answers++;
        Eventually.holds("commands obeyed", this::obeyed, answers);
    }

    private long obeyed() throws IOException {
        try (Stream<String> lines = Files.lines(work().resolve("output.log"), StandardCharsets.UTF_8)) {
            return lines.filter("done"::equals).count();
        }
    }
}
