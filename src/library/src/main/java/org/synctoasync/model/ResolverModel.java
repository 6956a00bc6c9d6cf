package org.synctoasync.model;

import java.util.List;

/**
 * The declarations of the application: its resolvers and the loaders that it requests, collected once at deployment.
 *
 * @param methods the methods that resolve fields, in a stable order
 * @param loaders the loaders that beans inject
 */
public record ResolverModel(List<ResolverMethod> methods, List<LoaderUse> loaders) {
    /** Copies the lists, so that the model cannot change. */
    public ResolverModel {
        methods = List.copyOf(methods);
        loaders = List.copyOf(loaders);
    }
}
