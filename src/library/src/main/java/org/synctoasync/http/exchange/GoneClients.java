package org.synctoasync.http.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Detects clients that close their connection before they have received their response. The Servlet API reports this
 * only while something is read or written, so this class looks the connections up in Linux's socket tables. On other
 * systems, and where the server reports a proxy's client as the remote address, no client is ever considered gone.
 *
 * <p>A connection may be missing from the tables because it is closed, on Payara as soon as the client closes it. It
 * may also never have been listed under the addresses that the server reports. The connection is considered closed if
 * it was seen before, or if other connections at the same port were seen and no proxy forwarded the request.
 *
 * <p><b>Threading:</b> may be used by any thread; the watches' fields are guarded by this object's monitor.
 */
public final class GoneClients {
    private static final System.Logger LOG = System.getLogger(GoneClients.class.getName());
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    /** Headers that proxies add to the requests that they forward. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    /** The state of a socket whose peer has sent its FIN. */
    private static final String CLOSE_WAIT = "08";

    /** After a RST, the socket is missing; but a table that changes while it is read may leave one out. */
    private static final int MISSES = 2;

    private final List<Path> tables = TABLES.stream().filter(Files::isReadable).toList();
    private final Executor beside;
    private final Handover looking;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Set<Integer> askedPorts = ConcurrentHashMap.newKeySet();
    private final Set<Integer> directPorts = ConcurrentHashMap.newKeySet();

    /**
     * Makes a detector that watches no client yet.
     *
     * @param beside gives threads to the checks, and to the actions for clients that are gone
     */
    public GoneClients(Executor beside) {
        this.beside = beside;
        this.looking = new Handover(beside);
    }

    /**
     * The connection over which a request was received.
     *
     * @param forwarded whether a proxy forwarded the request
     */
    public record Client(String localAddress, int localPort, String remoteAddress, int remotePort, boolean forwarded) {
        public Client(HttpServletRequest request) {
            this(
                    request.getLocalAddr(),
                    request.getLocalPort(),
                    request.getRemoteAddr(),
                    request.getRemotePort(),
                    FORWARDED.stream().anyMatch(name -> request.getHeader(name) != null));
        }
    }

    /** The watch on the client of a running request, or of a socket. */
    public final class Watch {
        private final Client client;
        private final Runnable gone;
        private boolean seen;
        private int missed;

        private Watch(Client client, Runnable gone) {
            this.client = client;
            this.gone = gone;
        }

        private String port() {
            return String.format("%04X", client.remotePort());
        }

        private String connection() {
            return GoneClients.connection(
                    client.localAddress(), client.localPort(), client.remoteAddress(), client.remotePort());
        }

        /** Ends the watch. An action that is due just now may still run afterwards. */
        public void stop() {
            watches.remove(this);
        }

        private boolean isGone(@Nullable String state) {
            if (state != null) {
                seen = true;
                directPorts.add(client.localPort());
            }
            missed = state == null ? missed + 1 : 0;
            boolean known = seen || (!client.forwarded() && directPorts.contains(client.localPort()));
            return CLOSE_WAIT.equals(state) || (known && missed >= MISSES);
        }
    }

    /**
     * Watches a request's client until {@link Watch#stop}.
     *
     * @param gone called at most once, by a thread that runs no requests
     */
    public Watch watch(HttpServletRequest request, Runnable gone) {
        return watch(new Client(request), gone);
    }

    /** Watches a client whose connection outlives its request. */
    public Watch watch(Client client, Runnable gone) {
        Watch watch = new Watch(client, gone);
        if (!tables.isEmpty()) {
            watches.add(watch);
            if (askedPorts.add(client.localPort())) { // check at once, so that a quick client is seen
                check();
            }
        }
        return watch;
    }

    /**
     * Has another thread look for clients that are gone, unless a check is running; to be called about twice a second.
     */
    public void checkBeside() {
        if (!watches.isEmpty()) {
            looking.execute(this::check);
        }
    }

    private synchronized void check() {
        if (watches.isEmpty()) {
            return;
        }
        List<Watch> watched = List.copyOf(watches); // before the tables are read: a later connection is not in them
        try {
            Map<String, String> states =
                    states(watched.stream().map(Watch::port).collect(Collectors.toSet()));
            for (Watch watch : watched) {
                if (watch.isGone(states.get(watch.connection())) && watches.remove(watch)) {
                    beside.execute(() -> Safely.run("The end of a request whose client is gone", watch.gone));
                }
            }
        } catch (IOException | RuntimeException unreadable) { // an uncaught exception would end the checks
            LOG.log(Level.DEBUG, "The tables of sockets cannot be read", unreadable);
        }
    }

    /** The states of the connections that have one of these remote ports. */
    private Map<String, String> states(Set<String> remotePorts) throws IOException {
        Map<String, String> states = new HashMap<>();
        for (Path table : tables) {
            try (BufferedReader rows = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
                rows.readLine(); // the header
                for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                    StringTokenizer columns = new StringTokenizer(row);
                    columns.nextToken(); // the row's number
                    String local = columns.nextToken();
                    String remote = columns.nextToken();
                    if (remotePorts.contains(remote.substring(remote.indexOf(':') + 1))) {
                        states.put(
                                connection(address(local), port(local), address(remote), port(remote)),
                                columns.nextToken());
                    }
                }
            }
        }
        return states;
    }

    private static String connection(String localAddress, int localPort, String remoteAddress, int remotePort) {
        return String.join(" ", scopeless(localAddress), "" + localPort, scopeless(remoteAddress), "" + remotePort);
    }

    private static String scopeless(String address) {
        return address.replaceFirst("%.*", "");
    }

    /** The address as both servers write it: an IPv4 address also for an IPv6 socket. */
    private static String address(String socket) throws IOException {
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(socket, 0, socket.indexOf(':')));
        ByteBuffer address = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        return InetAddress.getByAddress(address.array()).getHostAddress();
    }

    private static int port(String socket) {
        return HexFormat.fromHexDigits(socket, socket.indexOf(':') + 1, socket.length());
    }
}
