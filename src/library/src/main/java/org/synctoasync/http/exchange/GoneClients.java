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
 * Notices clients that close their connection before they have their answer. The Servlet API tells nothing of it while
 * nothing is read or written, so this looks the connections up in Linux's tables of sockets. On other systems, and
 * where the server tells a proxy's client as the remote address, no client is ever taken for gone.
 *
 * <p>A connection that is not in the tables may be closed, on Payara as soon as the client closes it, or it may never have
 * been there under the addresses that the server tells. It is taken for closed if it has been seen before, or if others at
 * the same port have been seen and no proxy has handed the request on.
 *
 * <p><b>Threading:</b> may be used by any thread; the watches' fields are guarded by this object's monitor.
 */
public final class GoneClients {
    private static final System.Logger LOG = System.getLogger(GoneClients.class.getName());
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    /** What proxies add to the requests that they hand on. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    /** The state of a socket whose peer has sent its FIN. */
    private static final String CLOSE_WAIT = "08";

    /** After a RST there is no socket; but a table that changes while it is read may leave one out. */
    private static final int MISSES = 2;

    private final List<Path> tables = TABLES.stream().filter(Files::isReadable).toList();
    private final Executor beside;
    private final Handover looking;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Set<Integer> askedPorts = ConcurrentHashMap.newKeySet();
    private final Set<Integer> directPorts = ConcurrentHashMap.newKeySet();

    /**
     * Watches nobody yet.
     *
     * @param beside gives threads to the looking, and to what is done when a client is gone
     */
    public GoneClients(Executor beside) {
        this.beside = beside;
        this.looking = new Handover(beside);
    }

    /**
     * The connection that a request has come by.
     *
     * @param forwarded whether a proxy has handed the request on
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

    /** A request in flight, or a socket. */
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

        /** Ends the watch. An action whose time has come just now may still run after this. */
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
     * @param gone called at most once, by a thread beside the requests
     */
    public Watch watch(HttpServletRequest request, Runnable gone) {
        return watch(new Client(request), gone);
    }

    /** The same for a client whose connection goes on when its request is over. */
    public Watch watch(Client client, Runnable gone) {
        Watch watch = new Watch(client, gone);
        if (!tables.isEmpty()) {
            watches.add(watch);
            if (askedPorts.add(client.localPort())) { // once, while it can be seen, lest a quick client be missed
                check();
            }
        }
        return watch;
    }

    /** Has another thread look for clients that are gone, unless one is at it; to be called about twice a second. */
    public void checkBeside() {
        if (!watches.isEmpty()) {
            looking.execute(this::check);
        }
    }

    private synchronized void check() {
        if (watches.isEmpty()) {
            return;
        }
        List<Watch> watched = List.copyOf(watches); // before the tables are read: a later one would be missed
        try {
            Map<String, String> states =
                    states(watched.stream().map(Watch::port).collect(Collectors.toSet()));
            for (Watch watch : watched) {
                if (watch.isGone(states.get(watch.connection())) && watches.remove(watch)) {
                    beside.execute(() -> Safely.run("The end of a request whose client is gone", watch.gone));
                }
            }
        } catch (IOException | RuntimeException unreadable) { // else it would not be called again
            LOG.log(Level.DEBUG, "The tables of sockets cannot be read", unreadable);
        }
    }

    /** The states of the connections that have one of these remote ports. */
    private Map<String, String> states(Set<String> remotePorts) throws IOException {
        Map<String, String> states = new HashMap<>();
        for (Path table : tables) {
            try (BufferedReader rows = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
                rows.readLine(); // the head
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

    /** The address as both servers write it: of IPv4 also if the socket is one of IPv6. */
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
