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

/** Payara Micro, controlled by {@code src/test/payara/Console.java}. */
final class RedeployingPayara extends Redeploying {
    private static final int LIMIT_SECONDS = 120;

    private final Path answers;
    private int told;

    RedeployingPayara(int port, List<String> options, String... javaOptions) throws Exception {
        super("payara", port, javaOptions);
        answers = work().resolve("answers");
        tell(String.join(" ", options));
    }

    @Override
    void prepare(Path folder) {}

    @Override
    List<String> command(Path servers, Path folder, int httpPort) throws IOException {
        File server = servers.resolve("payara-micro.jar").toFile();
        List<String> command = new ArrayList<>(List.of("@payara/java.options", "-Djava.io.tmpdir=" + folder));
        try (JarFile jar = new JarFile(server)) { // java reads the manifest of -jar only
            Stream.of(jar.getManifest()
                            .getMainAttributes()
                            .getValue("Add-Opens")
                            .split(" "))
                    .forEach(opened -> command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        }
        command.addAll(List.of("-cp", server.toString(), "src/test/payara/Console.java"));
        command.add(folder.resolve("answers").toString());
        command.addAll(List.of("--port", String.valueOf(httpPort), "--nohostaware", "--nohazelcast"));
        command.addAll(List.of("--disablephonehome", "--prebootcommandfile", "payara/localhost.asadmin"));
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

    /** Sends a command to the server and returns when it has been executed. */
    private void tell(String command) throws Exception {
        process().getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process().getOutputStream().flush();
        told++;
        Eventually.within(LIMIT_SECONDS, command + " obeyed", () -> !process().isAlive() || given() == told, true);
        if (given() < told || answers().get(told - 1).equals("failed")) {
            throw new IOException("Payara has not obeyed " + command + "; see its log");
        }
    }

    private int given() throws IOException {
        return answers().size();
    }

    private List<String> answers() throws IOException {
        return Files.exists(answers) ? Files.readAllLines(answers, StandardCharsets.UTF_8) : List.of();
    }
}
