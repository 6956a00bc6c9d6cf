import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the WAR on WildFly or Payara Micro until Ctrl-C. See {@link #USAGE}. The server is reachable from this machine
 * only. SERVER is an unpacked WildFly or the jar of Payara Micro and is not changed. The server writes all its files to
 * WORK/wildfly-PORT or WORK/payara-PORT, which is emptied at each start. Environment variables: HTTP_PORT and, for
 * PostgreSQL, DB_URL, DB_USER and DB_PASSWORD.
 */
final class Serve {
    private static final String USAGE = "java src/servers/Serve.java wildfly|payara WAR SERVER WORK [POSTGRESQL_JAR]";
    private static final Path SETTINGS = Path.of("src", "servers").toAbsolutePath();
    private static final int LIMIT_SECONDS = 180;

    /** In a server's log: the levels that mark a fault, the levels of other records, and lines without information. */
    private static final Pattern FAULT = Pattern.compile("\\b(ERROR|SEVERE|FATAL)\\b|Boot Command \\S+ failed");

    private static final Pattern OTHER = Pattern.compile("\\b(WARN|WARNING|INFO|CONFIG|DEBUG|FINE)\\b");
    private static final Pattern NOTHING = Pattern.compile("\\s+at .*|\\s*\\.{3} \\d+ (more|common).*|[\\s\\]]*");

    /** In a server's log: the server is ready, but the WAR failed to deploy and will not be deployed later. */
    private static final Pattern FAILED =
            Pattern.compile("WFLYSRV0026|\"Deployed\": \\[\\s*]|Boot Command \\S+ failed");

    private static final Pattern DB_URL = Pattern.compile("(jdbc:postgresql:(//[^/?@]+/)?[^/?@]*)(\\?.*)?");

    private final boolean wildfly;
    private final int port;
    private final Path war;
    private final Path server;
    private final String driver;
    private final Path run;
    private final Path log;
    private volatile Process child;
    private volatile boolean stopping;

    /** The WAR cannot be served. The message contains the reason and a remedy. */
    private static final class Refused extends RuntimeException {
        Refused(String why) {
            super(why);
        }
    }

    private Serve(String... args) {
        require(args.length >= 4 && args.length <= 5 && args[0].matches("wildfly|payara"), "Usage: " + USAGE);
        wildfly = args[0].equals("wildfly");
        port = port();
        war = existing(args[1]);
        server = existing(args[2]);
        driver = env("DB_URL").isEmpty() ? "" : driver(args);
        run = Path.of(args[3], args[0] + "-" + port).toAbsolutePath();
        log = run.resolve("console.log");
    }

    public static void main(String... args) throws Exception {
        try {
            existing(SETTINGS.toString());
            new Serve(args).serve();
        } catch (Refused e) {
            System.err.println(e.getMessage());
        }
        System.exit(1);
    }

    private void serve() throws Exception {
        empty(run);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        // When Maven ends, it does not end the processes that it started
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        parent.filter(process -> process.info().command().orElse("").contains("java"))
                .ifPresent(maven -> maven.onExit().thenRun(new Thread(() -> System.exit(1))::start));
        System.out.printf("Starting %s on port %d, its log is %s%n", wildfly ? "WildFly" : "Payara Micro", port, log);
        start(wildfly ? wildfly() : payara());
        awaitAnswer();
        System.out.printf("%n  GraphiQL   http://localhost:%1$d/%n  Endpoint   http://localhost:%1$d/graphql%n", port);
        System.out.printf("  Database   %s%n  Stop       Ctrl-C%n%n", database());
        int code = child.waitFor();
        require(stopping, "The server has ended with exit code " + code + ". Its log is " + log);
    }

    private static int port() {
        String value = env("HTTP_PORT").isEmpty() ? "8080" : env("HTTP_PORT");
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
        require(port > 0 && port < 65_536, "HTTP_PORT must be a number from 1 to 65535, but is '" + value + "'.");
        try (ServerSocket free = new ServerSocket(port)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new Refused("Port " + port + " cannot be used: " + e.getMessage()
                    + ". Set HTTP_PORT in the environment to a free one, for example HTTP_PORT=8081.");
        }
    }

    private static String driver(String... args) {
        require(env("DB_URL").startsWith("jdbc:postgresql:"), "DB_URL must start with jdbc:postgresql:");
        require(!env("DB_USER").isEmpty() && !env("DB_PASSWORD").isEmpty(), "DB_URL needs DB_USER and DB_PASSWORD.");
        require(args.length == 5, "DB_URL needs POSTGRESQL_JAR: " + USAGE);
        return existing(args[4]).toString();
    }

    private List<String> wildfly() throws Exception {
        Path configuration = Files.createDirectory(run.resolve("configuration"));
        try (Stream<Path> files = Files.list(server.resolve("standalone/configuration"))) {
            for (Path file : files.toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Files.copy(war, Files.createDirectory(run.resolve("deployments")).resolve("ROOT.war"));
        if (!driver.isEmpty()) {
            start(wildfly("org.jboss.as.cli", "--file=" + SETTINGS + "/wildfly/postgresql.cli"));
            if (child.waitFor() != 0) {
                throw fault("WildFly could not be configured for PostgreSQL");
            }
        }
        // Port 0 selects any free port
        String[] ports = {"-Djboss.http.port=" + port, "-Djboss.https.port=0", "-Djboss.management.http.port=0"};
        List<String> command = wildfly("org.jboss.as.standalone", ports);
        command.add("--yaml=" + SETTINGS + "/wildfly/server.yml");
        return command;
    }

    /** The command that starts a module of WildFly with {@link #run} in place of the folder standalone. */
    private List<String> wildfly(String module, String... options) {
        List<String> command = new ArrayList<>(List.of("@" + SETTINGS + "/wildfly/java.options"));
        command.addAll(List.of("-Djboss.home.dir=" + server, "-Djboss.server.base.dir=" + run));
        command.addAll(List.of("-jar", server + "/jboss-modules.jar", "-mp", server + "/modules", module));
        command.addAll(List.of(options));
        return command;
    }

    private List<String> payara() throws IOException {
        String temporary = "-Djava.io.tmpdir=" + Files.createDirectory(run.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of("@" + SETTINGS + "/payara/java.options", temporary));
        command.addAll(List.of("-jar", server.toString(), "--deploy", war.toString(), "--contextroot", "/"));
        command.addAll(List.of("--nohazelcast", "--disablephonehome", "--port", String.valueOf(port)));
        command.addAll(List.of("--prebootcommandfile", SETTINGS + "/payara/localhost.asadmin"));
        if (!driver.isEmpty()) {
            String settings = SETTINGS + "/payara/postgresql.asadmin";
            command.addAll(List.of("--addlibs", driver, "--postbootcommandfile", settings));
        }
        return command;
    }

    private void start(List<String> arguments) throws IOException {
        arguments.add(0, System.getProperty("java.home") + "/bin/java");
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Map.of("JBOSS_HOME", server.toString(), "POSTGRESQL_JAR", driver));
        child = builder.start();
    }

    private void stop() {
        stopping = true;
        if (child != null) {
            child.destroy();
            child.onExit().completeOnTimeout(child, 30, TimeUnit.SECONDS).join();
            child.destroyForcibly();
        }
    }

    private void awaitAnswer() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        for (int poll = 1; System.nanoTime() < end; poll++) {
            boolean failed = !child.isAlive() || FAILED.matcher(logged()).find();
            if (answers()) {
                return;
            } else if (failed) {
                throw fault(child.isAlive() ? "The WAR did not start" : "The server has ended");
            } else if (poll % 5 == 0) {
                System.out.println("  ... starting");
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw fault("No answer after " + LIMIT_SECONDS + " s");
    }

    private boolean answers() {
        try {
            URI probe = URI.create("http://localhost:" + port + "/graphql?query=%7B__typename%7D");
            HttpURLConnection request = (HttpURLConnection) probe.toURL().openConnection();
            request.setReadTimeout(5000);
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Creates the exception that lists the faults in the log without stack frames. If the log has no faults, the
     * exception has the end of the log.
     */
    private Refused fault(String what) throws IOException {
        List<String> lines = logged().lines().toList();
        List<String> faults = new ArrayList<>();
        boolean fault = false;
        for (String line : lines) {
            fault = FAULT.matcher(line).find() || (fault && !OTHER.matcher(line).find());
            if (fault && !NOTHING.matcher(line).matches() && !faults.contains(line)) {
                faults.add(line);
            }
        }
        List<String> told = faults.isEmpty() ? lines : faults;
        String last = String.join("\n  ", told.subList(Math.max(0, told.size() - 40), told.size()));
        return new Refused("\n  " + last + "\n\n" + what + ". The whole log is " + log);
    }

    private String logged() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** The database's name for the banner. Of DB_URL it contains only parts that cannot hold a password. */
    private String database() {
        if (driver.isEmpty()) {
            String place = wildfly ? "in memory" : "in a temporary file";
            return "H2, " + place + " (set DB_URL, DB_USER, DB_PASSWORD for PostgreSQL)";
        }
        String url = env("DB_URL");
        return DB_URL.matcher(url).matches() ? "PostgreSQL, " + url.replaceFirst("\\?.*", "") : "PostgreSQL";
    }

    private static void empty(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.walk(directory).skip(1).sorted(Comparator.reverseOrder())) {
            files.map(Path::toFile).forEach(File::delete);
        }
    }

    private static Path existing(String path) {
        require(Files.exists(Path.of(path)), "There is no " + path + ".");
        return Path.of(path).toAbsolutePath();
    }

    private static String env(String name) {
        return System.getenv().getOrDefault(name, "").trim();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refused(otherwise);
        }
    }
}
