package org.synctoasync.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of the PostgreSQL that a test uses, on this machine: they can be stopped, as a machine does that has lost its disk, and
 * killed and started again. By signals, so Linux only.
 */
public final class Postmaster {
    private ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /** The postmaster behind one of its backends. */
    public static Postmaster of(long backend) {
        return new Postmaster(ProcessHandle.of(backend).orElseThrow().parent().orElseThrow());
    }

    /** Stops all processes: connections stay open, and nothing is answered any more. */
    public void stop() throws Exception {
        signal("STOP", Stream.concat(Stream.of(process), process.descendants()));
    }

    /** Lets all processes go on. */
    public void goOn() throws Exception {
        signal("CONT", Stream.concat(process.descendants(), Stream.of(process)));
    }

    /** Ends all processes at once and starts the database again on the same port; returns when the first process runs. */
    public void restart() throws Exception {
        Path of = Path.of("/proc", String.valueOf(process.pid()));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) { // PostgreSQL refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                Files.readString(of.resolve("cmdline"), StandardCharsets.UTF_8).split("\0")));
        File folder = of.resolve("cwd").toRealPath().toFile();
        signal("QUIT", Stream.of(process)); // which the postmaster calls an immediate shutdown
        process.onExit().get();
        process = new ProcessBuilder(command)
                .directory(folder)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .toHandle();
    }

    private static void signal(String name, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.map(each -> String.valueOf(each.pid())).forEach(command::add);
        new ProcessBuilder(command).start().waitFor();
    }
}
