package org.synctoasync.http;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Mappers that leave nothing of the application behind. */
final class Mappers {
    private Mappers() {}

    /** Payara's Jackson is the server's, whose cache of types would keep the application's classes after its end. */
    static <M extends ObjectMapper> M keptToItself(M mapper) {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200); // as large as Jackson's own
        mapper.setTypeFactory(mapper.getTypeFactory().withCache(types));
        return mapper;
    }
}
