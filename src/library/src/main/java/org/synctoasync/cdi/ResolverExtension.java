package org.synctoasync.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import java.lang.System.Logger.Level;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.ContextCarrier;
import org.synctoasync.model.LoaderUse;
import org.synctoasync.model.Names;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.model.ResolverModel;

/**
 * Collects resolvers and uses of loaders while the container discovers the beans. {@link DeploymentListener} has them
 * checked once the application's resources are available.
 *
 * <p><b>Threading:</b> filled on the thread that deploys; immutable from then on. Keeps no state of requests.
 */
public class ResolverExtension implements Extension {
    private static final System.Logger LOG = System.getLogger(ResolverExtension.class.getName());

    private final List<Declaration> declarations = new ArrayList<>();
    private final Set<Class<?>> sessionBeans = new HashSet<>();
    private final List<LoaderUse> loaders = new ArrayList<>();
    private final HttpRequestCarrier httpRequests = new HttpRequestCarrier();
    private final RequestScope requestScope = new RequestScope(httpRequests);
    private final SessionScope sessionScope = new SessionScope(httpRequests);
    private @Nullable Settings settings;
    private @Nullable ResolverModel model;

    <T> void collectResolvers(@Observes ProcessManagedBean<T> event) {
        for (AnnotatedMethod<? super T> method : event.getAnnotatedBeanClass().getMethods()) {
            if (Declaration.isOn(method)) {
                declarations.add(new Declaration(event.getBean(), event.getAnnotatedBeanClass(), method));
            }
        }
    }

    /** Collects session beans and their superclasses, whose methods run on the same instances. */
    void collectSessionBeans(@Observes ProcessSessionBean<?> event) {
        for (Class<?> type = event.getBean().getBeanClass(); type != Object.class; type = type.getSuperclass()) {
            sessionBeans.add(type);
        }
    }

    void collectLoaders(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (point.getType() instanceof ParameterizedType type && type.getRawType() == DataLoader.class) {
            Type[] arguments = type.getActualTypeArguments();
            String owner = point.getMember().getDeclaringClass().getSimpleName();
            loaders.add(new LoaderUse(
                    arguments[0],
                    arguments[1],
                    owner + "." + point.getMember().getName() + " of type " + Names.of(type)));
        }
    }

    void collectRequestScoped(@Observes ProcessBean<?> event) {
        requestScope.add(event.getBean());
    }

    void addScopes(@Observes AfterBeanDiscovery event) {
        event.addContext(requestScope);
        event.addContext(sessionScope);
    }

    void deployed(@Observes AfterDeploymentValidation event, BeanManager beans) {
        requestScope.deployed(beans);
        httpRequests.deployed(beans);
        sessionScope.deployed(beans);
    }

    /** The classes of session beans. The server bounds or locks their instances while a method runs. */
    Set<Class<?>> sessionBeans() {
        return Collections.unmodifiableSet(sessionBeans);
    }

    /** The carriers of the HTTP request, its beans and its session to lanes. */
    public List<ContextCarrier> carriers() {
        return List.of(httpRequests, requestScope);
    }

    /**
     * Reads the settings, creates the model, and has every package check itself.
     *
     * @return all faults found
     */
    Faults check(BeanManager beans) {
        Faults faults = new Faults();
        Settings read = ConfigReader.read(faults);
        settings = read;
        declarations.stream()
                .map(declaration -> declaration.type().getJavaClass())
                .filter(sessionBeans::contains)
                .distinct()
                .forEach(type -> LOG.log(
                        Level.WARNING,
                        "{0} is a session bean: loads for which its resolvers wait are not batched; make it @ApplicationScoped",
                        type.getSimpleName()));
        model = new ResolverModel(methods(read, beans, faults), loaders);
        fire(faults, beans);
        return faults;
    }

    /**
     * Fires the event on which every package checks itself. A fault may prevent a further check: a fault of the
     * database prevents the check of the entities.
     */
    private static void fire(Faults faults, BeanManager beans) {
        try {
            beans.getEvent().select(Faults.class).fire(faults);
        } catch (RuntimeException unmade) {
            if (faults.isEmpty()) {
                throw unmade;
            }
            LOG.log(Level.ERROR, "Not all could be checked after the first fault", unmade);
        }
    }

    Settings settings() {
        return Objects.requireNonNull(settings, "settings are known once the deployment is checked");
    }

    ResolverModel model() {
        return Objects.requireNonNull(model, "resolvers are known once the deployment is checked");
    }

    private List<ResolverMethod> methods(Settings settings, BeanManager beans, Faults faults) {
        return declarations.stream()
                .sorted(Comparator.comparing(Declaration::describe))
                .flatMap(declaration -> declaration.resolve(settings, bean -> reference(beans, bean), faults).stream())
                .sorted(Comparator.comparing(ResolverMethod::coordinate).thenComparing(ResolverMethod::describe))
                .toList();
    }

    private static Object reference(BeanManager beans, Bean<?> bean) {
        return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
    }
}
