package org.synctoasync.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A test's own server. Applications are deployed to it and undeployed from it while it runs, and its memory can be
 * inspected.
 */
public abstract class Redeploying implements AutoCloseable {
    private static final Path SERVERS = Path.of(System.getProperty("servers")).toAbsolutePath();

    private final Path work;
    private final int port;
    private final Process process;

    Redeploying(String name, int port, String... javaOptions) throws IOException {
        this.port = port;
        work = Files.createTempDirectory(SERVERS, name);
        prepare(work);
        List<String> command = new ArrayList<>(List.of(java("java")));
        command.addAll(List.of(javaOptions));
        command.addAll(command(SERVERS, work, port));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output.log").toFile())
                .start();
    }

    /**
     * Starts the server that Maven selected for this run of the tests. Each garbage collection clears its soft
     * references, so that only strongly held objects remain.
     */
    public static Redeploying start() throws Exception {
        String softReferencesGo = "-XX:SoftRefLRUPolicyMSPerMB=0";
        return System.getProperty("arquillian.launch").equals("wildfly")
                ? new RedeployingWildFly(freePort(), softReferencesGo)
                : new RedeployingPayara(freePort(), List.of(), softReferencesGo);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    abstract void prepare(Path folder) throws IOException;

    abstract List<String> command(Path servers, Path folder, int httpPort) throws IOException;

    /** Deploys an application at the root and returns when it is available. */
    public abstract void deploy(WebArchive war) throws Exception;

    /** Undeploys the application and returns when it is gone. */
    public abstract void undeploy() throws Exception;

    /** Whether the server unloads the classes of an undeployed application. */
    public abstract boolean unloads();

    /** An HTTP client of the application. */
    public Http http() {
        return Http.on(port);
    }

    /** The number of classes with a name in memory, each of another class loader, after a garbage collection. */
    public int classes(String name) throws Exception {
        jcmd("GC.run");
        String marked = name + "/0x";
        return (int) jcmd("VM.class_hierarchy", name).stream()
                .filter(line -> line.contains(marked))
                .count();
    }

    /** Signals the server to stop, like a machine that is switched off, and does not wait for its end. */
    public void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    Process process() {
        return process;
    }

    Path work() {
        return work;
    }

    Path export(WebArchive war) {
        Path file = work.resolve("undeployed.war");
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private List<String> jcmd(String... command) throws Exception {
        List<String> whole = new ArrayList<>(List.of(java("jcmd"), String.valueOf(process.pid())));
        whole.addAll(List.of(command));
        Process asking = new ProcessBuilder(whole).redirectErrorStream(true).start();
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(asking.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = answer.lines().toList();
            if (asking.waitFor() != 0) {
                throw new IOException(String.join("\n", lines));
            }
            return lines;
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
