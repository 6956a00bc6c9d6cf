package org.synctoasync.graphql.error;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Maps exceptions that resolvers throw to errors for clients. An application supplies any number of mappings as CDI
 * beans. The first mapping that knows an exception decides. An exception that no mapping knows is masked: the client
 * gets an id, and the log gets the exception under that id.
 *
 * <pre>
 *   &#64;ApplicationScoped
 *   class OutOfStock implements ErrorMapping {
 *       public GraphQLError map(Throwable thrown, GraphqlErrorBuilder&lt;?&gt; error) {
 *           return thrown instanceof OutOfStockException
 *                   ? error.message("Out of stock").extensions(Map.of("code", "OUT_OF_STOCK")).build()
 *                   : null;
 *       }
 *   }
 * </pre>
 *
 * <p><b>Threading:</b> called concurrently, on the lanes' threads.
 */
public interface ErrorMapping {
    /**
     * Maps an exception to an error.
     *
     * @param thrown the exception that the resolver threw
     * @param error the builder of the error; it already has the path and the location, but no message and no extensions
     * @return the error; null if this mapping does not know the exception
     */
    @Nullable GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error);
}
