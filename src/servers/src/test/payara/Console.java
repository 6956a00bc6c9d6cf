import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Payara Micro, which deploys and undeploys while it runs: {@code java -cp payara-micro.jar Console.java ANSWERS OPTIONS}, with
 * the options of Payara Micro. Reads more options, then {@code deploy WAR} and {@code undeploy}, each a line, from its input. Adds
 * to the file ANSWERS a line with {@code done} or {@code failed} for each; ends with its input.
 */
final class Console {
    private static final String NAME = "sync-to-async";

    private Console() {}

    public static void main(String... arguments) throws IOException {
        Path answers = Path.of(arguments[0]);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Stream<String> options = Arrays.stream(arguments).skip(1);
            Stream<String> more = Arrays.stream(commands.readLine().split(" ")).filter(option -> !option.isEmpty());
            PayaraMicro.main(Stream.concat(options, more).toArray(String[]::new));
            PayaraMicroRuntime server = PayaraMicro.getInstance().getRuntime();
            answer(answers, true);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answer(answers, obey(server, line.split(" ", 2)));
            }
        }
        System.exit(0);
    }

    private static void answer(Path answers, boolean obeyed) throws IOException {
        Files.writeString(
                answers, obeyed ? "done\n" : "failed\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static boolean obey(PayaraMicroRuntime server, String... command) {
        if (command[0].equals("deploy")) {
            return server.deploy(NAME, "/", new File(command[1]));
        }
        server.undeploy(NAME);
        return true;
    }
}
