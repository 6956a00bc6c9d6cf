package org.synctoasync.graphql.fetch;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.error.ErrorSource;
import org.synctoasync.model.ResolverMethod;

/**
 * Makes errors for clients from arguments that violate a resolver's constraints. The server validates arguments of
 * resolvers as it validates those of any bean's method (Jakarta Validation 3.0, section 11): before the resolver is
 * called, on the thread where it would run. Other violations, for example by a resolver's result or by a call of a bean
 * behind the resolver, are not the client's fault.
 *
 * <p><b>Threading:</b> immutable; used on the lanes' threads.
 */
public final class Violations implements ErrorSource {
    /** The maximum number of errors for one field. */
    static final int MOST = 100;

    private final Map<String, Method> methods = new HashMap<>();
    private final Instance<ValidatorFactory> factories;

    public Violations(List<ResolverMethod> resolvers, Instance<ValidatorFactory> factories) {
        this.factories = factories;
        resolvers.forEach(resolver -> methods.put(resolver.coordinate(), resolver.method()));
    }

    /** One error for each violation by the field's arguments; empty if there is any other violation or failure. */
    @Override
    public List<GraphQLError> errors(Throwable thrown, DataFetchingEnvironment environment) {
        GraphQLNamedType type = (GraphQLNamedType) environment.getParentType();
        Method method =
                methods.get(type.getName() + "." + environment.getField().getName());
        if (method == null
                || !(thrown instanceof ConstraintViolationException invalid)
                || invalid.getConstraintViolations() == null
                || !invalid.getConstraintViolations().stream()
                        .allMatch(violation -> isOfArgument(violation, method, environment))) {
            return List.of();
        }
        return invalid.getConstraintViolations().stream()
                .<GraphQLError>map(violation -> error(violation, method, environment))
                .sorted(Comparator.comparing(Violations::order))
                .limit(MOST)
                .toList();
    }

    private GraphQLError error(ConstraintViolation<?> violation, Method method, DataFetchingEnvironment environment) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", ErrorCodes.BAD_USER_INPUT);
        String argument = argument(violation.getPropertyPath(), method);
        if (!argument.isEmpty()) {
            extensions.put("argument", argument);
        }
        extensions.put(
                "constraint",
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName());
        return GraphqlErrorBuilder.newError(environment)
                .message("%s", message(violation, environment.getLocale()))
                .extensions(extensions)
                .build();
    }

    private static String order(GraphQLError error) {
        return error.getExtensions() + " " + error.getMessage();
    }

    /** Whether a violation is caused by one argument, or by several together. */
    private static boolean isOfArgument(
            ConstraintViolation<?> violation, Method method, DataFetchingEnvironment environment) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        if (!isOf(nodes.next(), method)
                || !method.getDeclaringClass().isAssignableFrom(violation.getRootBeanClass())
                || !nodes.hasNext()) {
            return false;
        }
        Path.Node second = nodes.next();
        return second.getKind() == ElementKind.CROSS_PARAMETER
                || (second.getKind() == ElementKind.PARAMETER
                        && Parameters.isArgument(parameter(second, method), method, environment.getFieldDefinition()));
    }

    private static boolean isOf(Path.Node node, Method method) {
        return node.getKind() == ElementKind.METHOD
                && node.getName().equals(method.getName())
                && node.as(Path.MethodNode.class).getParameterTypes().equals(List.of(method.getParameterTypes()));
    }

    private static Parameter parameter(Path.Node node, Method method) {
        return method.getParameters()[node.as(Path.ParameterNode.class).getParameterIndex()];
    }

    /**
     * The place of the value, for example {@code input.tags[2].name}; empty if the constraint is on several arguments.
     */
    private static String argument(Path path, Method method) {
        StringBuilder text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                text.append(Parameters.nameOf(parameter(node, method)));
            } else if (node.isInIterable()) {
                Object at = node.getIndex() == null ? node.getKey() : node.getIndex();
                text.append('[').append(at).append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                text.append('.').append(node.getName());
            }
        }
        return text.toString();
    }

    /**
     * The message in the request's language. Only the constraint's own template is interpolated again. A message that a
     * validator built may contain text from the client, and expressions in this text would be evaluated.
     */
    private String message(ConstraintViolation<?> violation, Locale locale) {
        String template = violation.getMessageTemplate();
        if (!factories.isResolvable()
                || template == null
                || !template.equals(violation.getConstraintDescriptor().getMessageTemplate())) {
            return violation.getMessage();
        }
        return factories.get().getMessageInterpolator().interpolate(template, new Context(violation), locale);
    }

    /** The values that a constraint's message may refer to. */
    private record Context(ConstraintViolation<?> violation) implements MessageInterpolator.Context {
        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return violation.getConstraintDescriptor();
        }

        @Override
        public @Nullable Object getValidatedValue() {
            return violation.getInvalidValue();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }
}
