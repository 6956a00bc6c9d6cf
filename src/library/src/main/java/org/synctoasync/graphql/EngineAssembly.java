package org.synctoasync.graphql;

import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Identities;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.error.ErrorMapping;
import org.synctoasync.graphql.error.FetchingErrors;
import org.synctoasync.graphql.fetch.Violations;
import org.synctoasync.graphql.loading.EntityLoaderRegistry;
import org.synctoasync.graphql.schema.ExecutableSchema;
import org.synctoasync.graphql.schema.SchemaAssembly;
import org.synctoasync.graphql.schema.SchemaSource;
import org.synctoasync.model.Caller;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.ResolverModel;
import org.synctoasync.model.UnsentQueries;

/**
 * Makes the engine from the schema and the application's beans when the application is deployed. If they do not fit, it
 * reports every fault instead.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class EngineAssembly {
    @Inject
    private Engine engine;

    @Inject
    private Lanes lanes;

    @Inject
    private Settings settings;

    @Inject
    private ResolverModel model;

    @Inject
    private ModelLoaders models;

    @Inject
    private Caller caller;

    @Inject
    private Event<RuntimeWiring.Builder> wirings;

    @Inject
    private Instance<ErrorMapping> mappings;

    @Inject
    private Instance<ValidatorFactory> validators;

    @Inject
    private Identities identities;

    @Inject
    private Instance<UnsentQueries> queries;

    void assemble(@Observes Faults faults) {
        EntityLoaderRegistry loaders = new EntityLoaderRegistry(models);
        loaders.require(model.loaders(), faults);
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        wirings.fire(wiring);
        ExecutableSchema executable = executable(loaders, wiring, faults);
        if (executable != null) {
            identities.declare(executable.roles());
            FetchingErrors failures =
                    new FetchingErrors(mappings, List.of(new Violations(model.methods(), validators)));
            engine.deploy(EngineParts.of(
                    executable, loaders, settings, failures, lanes.limits().lanes()));
        }
    }

    private @Nullable ExecutableSchema executable(
            EntityLoaderRegistry loaders, RuntimeWiring.Builder wiring, Faults faults) {
        TypeDefinitionRegistry types = SchemaSource.read(settings.get(Setting.SCHEMA), faults);
        UnsentQueries unsent = queries.isResolvable() ? queries.get() : null;
        return types == null
                ? null
                : new SchemaAssembly(caller, loaders, unsent, settings, faults)
                        .assemble(types, wiring, model.methods());
    }
}
