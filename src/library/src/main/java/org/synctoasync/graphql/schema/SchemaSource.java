package org.synctoasync.graphql.schema;

import graphql.GraphQLError;
import graphql.parser.MultiSourceReader;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.graphql.type.Locations;

/**
 * Reads the schema from the class path.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
public final class SchemaSource {
    private SchemaSource() {}

    /** Returns the types that a class-path resource declares. If it cannot be read, adds faults and returns null. */
    public static @Nullable TypeDefinitionRegistry read(String resource, Faults faults) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (InputStream in = application.getResourceAsStream(resource)) {
            if (in == null) {
                faults.add("The schema " + resource + " is not on the class path; add it to src/main/resources, or name"
                        + " another by " + Setting.SCHEMA.key() + ".");
                return null;
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException unreadable) {
            faults.add("The schema " + resource + " cannot be read: " + unreadable.getMessage() + ".");
        } catch (SchemaProblem problem) {
            addTo(faults, problem);
        }
        return null;
    }

    static TypeDefinitionRegistry parse(String text, String name) {
        return new SchemaParser()
                .parse(MultiSourceReader.newMultiSourceReader()
                        .string(text, name)
                        .trackData(true)
                        .build());
    }

    /** Adds each error of a problem as a fault, with its location. */
    static void addTo(Faults faults, SchemaProblem problem) {
        for (GraphQLError error : problem.getErrors()) {
            String place = error.getLocations() == null || error.getLocations().isEmpty()
                    ? "The schema"
                    : Locations.of(error.getLocations().get(0));
            faults.add(place + ": " + withoutPlace(error.getMessage()));
        }
    }

    private static String withoutPlace(String message) {
        return message.replaceAll("\\s*\\[@\\d+:\\d+]", "");
    }
}
