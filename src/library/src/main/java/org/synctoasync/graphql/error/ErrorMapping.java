package org.synctoasync.graphql.error;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes errors for clients of exceptions that resolvers throw. An application supplies any number of these as CDI beans; the first
 * that knows an exception decides. What none knows is masked: the client gets an id, and the log the exception.
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
 * <p><b>Threading:</b> called on the lanes' threads, by many at once.
 */
public interface ErrorMapping {
    /**
     * Makes an error.
     *
     * @param thrown what the resolver threw
     * @param error knows path and location already; lacks message and extensions
     * @return the error; null if this mapping does not know the exception
     */
    @Nullable GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error);
}
