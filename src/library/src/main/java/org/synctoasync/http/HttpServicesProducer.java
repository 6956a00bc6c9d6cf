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
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.exchange.Bodies;
import org.synctoasync.http.exchange.OpenResponses;
import org.synctoasync.http.execute.ConnectionInit;
import org.synctoasync.http.execute.PersistedDocuments;
import org.synctoasync.http.execute.RequestContexts;
import org.synctoasync.http.execute.RequestExecutor;
import org.synctoasync.http.execute.TrustedDocuments;
import org.synctoasync.http.request.CorsPolicy;
import org.synctoasync.http.request.JacksonMappers;
import org.synctoasync.http.request.Negotiation;
import org.synctoasync.http.request.RequestReader;
import org.synctoasync.http.request.UploadReader;
import org.synctoasync.http.socket.Sockets;

/**
 * Makes the {@link HttpServices} of the deployed application.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class HttpServicesProducer {
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
    HttpServices door(Settings settings) {
        RequestContexts contexts = new RequestContexts(
                contextBuilders.isResolvable() ? contextBuilders.get() : new DefaultGraphQLServletContextBuilder());
        GraphQLConfiguration configuration = configuration(contexts);
        AnswerWriter writer = new AnswerWriter(configuration.getObjectMapper(), settings);
        RequestReader reader = new RequestReader(settings);
        CorsPolicy origins = new CorsPolicy(settings);
        OpenResponses streams = new OpenResponses(settings, lanes::execute, lanes.beside());
        RequestExecutor execution = execution(configuration, settings, writer, streams);
        return new HttpServices(
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

    private RequestExecutor execution(
            GraphQLConfiguration configuration, Settings settings, AnswerWriter writer, OpenResponses streams) {
        return new RequestExecutor(
                engine,
                configuration.getInvocationInputFactory(),
                new PersistedDocuments(settings, trusted.byHash()),
                writer,
                streams);
    }

    private Sockets sockets(
            RequestExecutor execution,
            RequestContexts contexts,
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

    private GraphQLConfiguration configuration(RequestContexts contexts) {
        return GraphQLConfiguration.with(GraphQLInvocationInputFactory.newBuilder(engine.schema())
                        .withGraphQLContextBuilder(contexts)
                        .build())
                .with(GraphQLObjectMapper.newBuilder()
                        .withObjectMapperConfigurer(JacksonMappers::keptToItself)
                        .withGraphQLErrorHandler(errors -> errors) // the engine has masked the errors already
                        .build())
                .with(servletListeners.stream().toList())
                .with(Runnable::run) // the default would make threads that nobody uses
                .build();
    }
}
