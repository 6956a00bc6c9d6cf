package org.synctoasync.http;

import graphql.kickstart.execution.GraphQLObjectMapper;
import graphql.kickstart.servlet.GraphQLConfiguration;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import graphql.kickstart.servlet.context.GraphQLServletContextBuilder;
import graphql.kickstart.servlet.core.GraphQLServletListener;
import graphql.kickstart.servlet.input.GraphQLInvocationInputFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;

/**
 * Makes the door of the deployed application.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class Doors {
    @Inject
    private Engine engine;

    @Inject
    private Lanes lanes;

    @Inject
    private TrustedDocuments trusted;

    @Inject
    private Instance<GraphQLServletContextBuilder> contextBuilders;

    @Inject
    private Instance<GraphQLServletListener> servletListeners;

    @Inject
    private Instance<ConnectionInit> inits;

    @Produces
    @Singleton
    Door door(Settings settings) {
        ContextsOfRequests contexts = new ContextsOfRequests(
                contextBuilders.isResolvable() ? contextBuilders.get() : new DefaultGraphQLServletContextBuilder());
        GraphQLConfiguration configuration = configuration(contexts);
        AnswerWriter writer = new AnswerWriter(configuration.getObjectMapper(), settings);
        RequestReader reader = new RequestReader(settings);
        Origins origins = new Origins(settings);
        Streams streams = new Streams(settings, lanes::execute, lanes.beside());
        Execution execution = execution(configuration, settings, writer, streams);
        return new Door(
                configuration,
                contexts,
                origins,
                new Negotiation(settings, origins),
                reader,
                new UploadReader(reader, settings),
                writer,
                new Bodies(settings, lanes.beside()),
                streams,
                execution,
                sockets(execution, contexts, writer, reader, settings));
    }

    private Execution execution(
            GraphQLConfiguration configuration, Settings settings, AnswerWriter writer, Streams streams) {
        return new Execution(
                engine,
                configuration.getInvocationInputFactory(),
                new PersistedDocuments(settings, trusted.byHash()),
                writer,
                streams);
    }

    private Sockets sockets(
            Execution execution,
            ContextsOfRequests contexts,
            AnswerWriter writer,
            RequestReader reader,
            Settings settings) {
        return new Sockets(new Sockets.Shared(
                execution,
                contexts,
                writer,
                reader,
                lanes::execute,
                lanes.beside(),
                inits.stream().toList(),
                settings));
    }

    private GraphQLConfiguration configuration(ContextsOfRequests contexts) {
        return GraphQLConfiguration.with(GraphQLInvocationInputFactory.newBuilder(engine.schema())
                        .withGraphQLContextBuilder(contexts)
                        .build())
                .with(GraphQLObjectMapper.newBuilder()
                        .withObjectMapperConfigurer(Mappers::keptToItself)
                        .withGraphQLErrorHandler(errors -> errors) // the engine has masked what is to be masked
                        .build())
                .with(servletListeners.stream().toList())
                .with(Runnable::run) // else it makes threads of its own, which nobody uses
                .build();
    }
}
