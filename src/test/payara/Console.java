import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Payara Micro, which deploys and undeploys while it runs: {@code java -cp payara-micro.jar Console.java OPTIONS}, with the
 * options of Payara Micro. Reads {@code deploy WAR} and {@code undeploy} from its input, and answers each by a line with
 * {@code done} or {@code failed}; ends with its input.
 */
final class Console {
    private static final String NAME = "undeployed";

    private Console() {}

    public static void main(String... options) throws IOException {
        PayaraMicro.main(options);
        PayaraMicroRuntime server = PayaraMicro.getInstance().getRuntime();
        System.out.println("\ndone");
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(obey(server, line.split(" ", 2)) ? "\ndone" : "\nfailed");
            }
        }
        System.exit(0);
    }

    private static boolean obey(PayaraMicroRuntime server, String... command) {
        if (command[0].equals("deploy")) {
            return server.deploy(NAME, "/", new File(command[1]));
        }
        server.undeploy(NAME);
        return true;
    }
}
