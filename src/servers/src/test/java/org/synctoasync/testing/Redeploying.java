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
 * A server of a test's own that applications are deployed to and undeployed from while it runs, and whose memory can be looked
 * into.
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
     * The server that Maven has chosen for this run of the tests. Its soft references go with every garbage collection, so that
     * only what is really held stays.
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

    /** Deploys an application at the root; returns when it is there. */
    public abstract void deploy(WebArchive war) throws Exception;

    /** Undeploys it; returns when it is gone. */
    public abstract void undeploy() throws Exception;

    /** Whether the server lets go of an application that has been undeployed. */
    public abstract boolean unloads();

    /** The application over HTTP. */
    public Http http() {
        return Http.on(port);
    }

    /** How many classes of a name there are in memory, each of another class loader, after a garbage collection. */
    public int classes(String name) throws Exception {
        jcmd("GC.run");
        String marked = name + "/0x";
        return (int) jcmd("VM.class_hierarchy", name).stream()
                .filter(line -> line.contains(marked))
                .count();
    }

    /** Tells the server to stop, as a machine does that is switched off; does not wait for it. */
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
