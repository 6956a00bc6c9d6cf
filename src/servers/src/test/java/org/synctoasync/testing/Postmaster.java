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
 * Controls the processes of a test's PostgreSQL on this machine. It can stop them, like a machine that has lost its
 * disk, and can kill and restart them. It sends signals, so it works on Linux only.
 */
public final class Postmaster {
    private ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /** The postmaster of one of its backends. */
    public static Postmaster of(long backend) {
        return new Postmaster(ProcessHandle.of(backend).orElseThrow().parent().orElseThrow());
    }

    /** Stops all processes: connections stay open, but the database no longer responds. */
    public void stop() throws Exception {
        signal("STOP", Stream.concat(Stream.of(process), process.descendants()));
    }

    /** Continues all processes. */
    public void goOn() throws Exception {
        signal("CONT", Stream.concat(process.descendants(), Stream.of(process)));
    }

    /**
     * Kills all processes at once and starts the database again on the same port. Returns when the first process runs.
     */
    public void restart() throws Exception {
        Path of = Path.of("/proc", String.valueOf(process.pid()));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) { // PostgreSQL refuses to run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                Files.readString(of.resolve("cmdline"), StandardCharsets.UTF_8).split("\0")));
        File folder = of.resolve("cwd").toRealPath().toFile();
        signal("QUIT", Stream.of(process)); // the postmaster's immediate shutdown
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
