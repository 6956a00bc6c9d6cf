package org.synctoasync.http.request;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Configures Jackson mappers so that they keep no reference to the application after it has stopped. */
public final class JacksonMappers {
    private JacksonMappers() {}

    /**
     * Gives the mapper a type cache of its own. On Payara, Jackson belongs to the server, and its shared cache would
     * keep the application's classes after the application has stopped.
     */
    public static <M extends ObjectMapper> M keptToItself(M mapper) {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200); // as large as Jackson's own
        mapper.setTypeFactory(mapper.getTypeFactory().withCache(types));
        return mapper;
    }
}
