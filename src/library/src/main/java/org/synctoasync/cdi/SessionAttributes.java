package org.synctoasync.cdi;

import jakarta.servlet.http.HttpSession;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an HTTP session as a map for Weld's bound context. Weld names the attribute of one bean
 * {@code WELD_BS#1} in a bound session and {@code WELD_S#1} in an HTTP session. This map has the names of a bound
 * session, and reads and writes the attributes of the HTTP session.
 *
 * <p><b>Threading:</b> confined to one thread, like Weld's access to a bean. The session itself belongs to the server.
 */
final class SessionAttributes extends AbstractMap<String, Object> {
    private static final String BOUND = "WELD_BS";
    private static final String HTTP = "WELD_S";

    private final CurrentHttpRequest request;

    SessionAttributes(CurrentHttpRequest request) {
        this.request = request;
    }

    @Override
    public @Nullable Object get(Object name) {
        HttpSession session = request.session(false);
        return session == null ? null : session.getAttribute(http((String) name));
    }

    /**
     * Sets an attribute. Begins a session for a bean, but not for Weld's own notes, which Weld repeats whenever they
     * are missing.
     */
    @Override
    public @Nullable Object put(String name, Object value) {
        HttpSession session = request.session(name.startsWith(BOUND + "#"));
        if (session != null) {
            session.setAttribute(http(name), value);
        }
        return null;
    }

    @Override
    public @Nullable Object remove(Object name) {
        HttpSession session = request.session(false);
        if (session != null) {
            session.removeAttribute(http((String) name));
        }
        return null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        HttpSession session = request.session(false);
        Set<Map.Entry<String, Object>> entries = new HashSet<>();
        if (session != null) {
            for (String name : Collections.list(session.getAttributeNames())) {
                Object value = session.getAttribute(name);
                if (value != null) {
                    entries.add(Map.entry(name.startsWith(HTTP) ? BOUND + name.substring(HTTP.length()) : name, value));
                }
            }
        }
        return entries;
    }

    private static String http(String name) {
        return name.startsWith(BOUND) ? HTTP + name.substring(BOUND.length()) : name;
    }
}
