package org.synctoasync.http;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synctoasync.resolver.Query;

/** Reports which thread has parsed and validated a document. */
@ApplicationScoped
public class ParsingResolvers {
    static final String SCHEMA = """

            scalar Mark

            extend type Query {
              validatedBy(mark: Mark!): String
            }
            """;

    private static final Map<String, String> THREADS = new ConcurrentHashMap<>();

    /** Returns the thread that first saw a mark, which is the thread that validated the document with this mark. */
    @Query
    public String validatedBy(String mark) {
        return String.valueOf(THREADS.get(mark));
    }

    void wire(@Observes RuntimeWiring.Builder wiring) {
        wiring.scalar(
                GraphQLScalarType.newScalar().name("Mark").coercing(new Marks()).build());
    }

    static final class Marks implements Coercing<String, String> {
        @Override
        public String parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            String mark = ((StringValue) literal).getValue();
            THREADS.putIfAbsent(mark, Thread.currentThread().getName());
            return mark;
        }

        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }
    }
}
