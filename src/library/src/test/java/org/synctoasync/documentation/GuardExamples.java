package org.synctoasync.documentation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.synctoasync.deployment.ReadinessCheck;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;

/** The examples of docs/guides/security.md and docs/guides/deploying.md. */
@ApplicationScoped
public class GuardExamples {
    public static final String SCHEMA = """

            extend type Query { employee(name: String!): Employee }
            extend type Mutation { hire(input: Hiring!, months: Int!): String }
            type Employee { name: String! salary: Salary notes: String }
            type Salary { amount: Int! currency: String! }
            input Hiring { name: String skills: [String!]! }
            """;

    @RolesAllowed("accountant")
    public record Salary(int amount, String currency) {}

    public record Employee(
            String name,
            Salary salary,
            @RolesAllowed({"accountant", "manager"}) String notes) {}

    @Query
    @RolesAllowed("**") // whoever has logged in
    public Employee employee(String name) {
        return new Employee(name, new Salary(5000, "EUR"), "is often late");
    }

    public record Hiring(
            @NotBlank String name, @Size(max = 5) List<@NotBlank String> skills) {}

    @Mutation
    @RolesAllowed("manager")
    public String hire(@Valid Hiring input, @Min(1) int months) {
        return input.name() + " for " + months + " months";
    }

    /** Has the application ready only while it can write its files. */
    @ApplicationScoped
    public static class FilesReadiness implements ReadinessCheck {
        @Override
        public String name() {
            return "files";
        }

        @Override
        public void check() throws IOException {
            Files.delete(Files.createTempFile("ready", ""));
        }
    }
}
