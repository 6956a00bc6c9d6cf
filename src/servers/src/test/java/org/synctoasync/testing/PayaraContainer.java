package org.synctoasync.testing;

import java.util.List;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/**
 * Runs Arquillian's tests on one Payara Micro, one application after the other. Payara's own adapter starts a server
 * for each application, which takes as long as most tests together.
 */
public final class PayaraContainer implements DeployableContainer<PayaraContainer.Configuration> {
    private static final String RUNNER = "ArquillianServletRunnerEE9";

    private @Nullable Configuration configuration;
    private @Nullable RedeployingPayara server;

    /** Registers the container if Maven selected Payara. It must not be registered together with WildFly's adapter. */
    public static final class Extension implements LoadableExtension {
        @Override
        public void register(ExtensionBuilder builder) {
            if ("payara".equals(System.getProperty("arquillian.launch"))) {
                builder.service(DeployableContainer.class, PayaraContainer.class);
            }
        }
    }

    /** The settings in {@code arquillian.xml}. Options are separated by spaces. */
    public static final class Configuration implements ContainerConfiguration {
        private int port;
        private String javaOptions = "";
        private String options = "";

        @Override
        public void validate() {}

        public void setPort(int port) {
            this.port = port;
        }

        public void setJavaOptions(String javaOptions) {
            this.javaOptions = javaOptions;
        }

        public void setOptions(String options) {
            this.options = options;
        }
    }

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public void setup(Configuration said) {
        configuration = said;
    }

    @Override
    public void start() throws LifecycleException {
        try {
            server = new RedeployingPayara(
                    configuration.port, List.of(configuration.options), configuration.javaOptions.split(" "));
        } catch (Exception failure) {
            throw new LifecycleException("Payara does not start", failure);
        }
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            server.deploy((WebArchive) archive);
        } catch (Exception failure) {
            throw new DeploymentException("The application is not deployed", failure);
        }
        HTTPContext context = new HTTPContext("localhost", configuration.port);
        return new ProtocolMetaData().addContext(context.add(new Servlet(RUNNER, "/")));
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server.undeploy();
        } catch (Exception failure) {
            throw new DeploymentException("The application is not undeployed", failure);
        }
    }
}
