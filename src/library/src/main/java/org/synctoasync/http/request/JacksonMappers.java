package org.synctoasync.http.request;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Mappers that leave nothing of the application behind. */
public final class JacksonMappers {
    private JacksonMappers() {}

    /** Payara's Jackson is the server's, whose cache of types would keep the application's classes after its end. */
    public static <M extends ObjectMapper> M keptToItself(M mapper) {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200); // as large as Jackson's own
        mapper.setTypeFactory(mapper.getTypeFactory().withCache(types));
        return mapper;
    }
}
