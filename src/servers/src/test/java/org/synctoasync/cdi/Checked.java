package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.synctoasync.resolver.Argument;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers with validated arguments. */
@ApplicationScoped
public class Checked implements CheckedNames {
    static final String SCHEMA = """

            extend type Query {
              echo(word: String): String
              echoBeside(word: String): String
              echoLater(word: String): String
              inherited(name: String): String
              nothing: String
              behind(word: String): String
              quoted(word: String): String
              optional(word: String): String
            }
            extend type Book { excerpt(words: Int!): String }
            extend type Mutation { shelve(input: ShelveInput!, copies: Int!): Int }
            input ShelveInput { title: String tags: [TagInput!]! words: [String!] }
            input TagInput { name: String }
            """;

    static final AtomicInteger CALLS = new AtomicInteger();

    @Inject
    private Behind behind;

    /** The input for a new book on the shelf. */
    public record Shelved(@Size(min = 2, max = 20) String title, List<@Valid Tag> tags, List<@NotBlank String> words) {}

    /** A tag. */
    public record Tag(@NotBlank String name) {}

    /** A bean that resolvers call. */
    @ApplicationScoped
    public static class Behind {
        public String behind(@NotBlank String word) {
            return word;
        }
    }

    /** A constraint whose message quotes the rejected value, which is bad practice. */
    @Constraint(validatedBy = Quoting.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Quoted {
        String message() default "refused";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** The validator of {@link Quoted}. */
    public static class Quoting implements ConstraintValidator<Quoted, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("not " + value).addConstraintViolation();
            return false;
        }
    }

    @Query
    public String echo(@NotBlank String word) {
        CALLS.incrementAndGet();
        return word;
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public String echoBeside(@NotBlank String word) {
        return echo(word);
    }

    @Query
    public CompletionStage<String> echoLater(@NotBlank String word) {
        return CompletableFuture.completedFuture(echo(word));
    }

    @Override
    @Query
    public String inherited(String name) {
        return echo(name);
    }

    @Query
    @NotNull public String nothing() {
        return null;
    }

    @Query
    public String behind(String word) {
        return behind.behind(word);
    }

    @Query
    public String quoted(@Quoted String word) {
        return word;
    }

    @Query
    public String optional(Optional<@Size(max = 3) String> word) {
        return word.orElse("none");
    }

    @Mutation
    public int shelve(@Valid @Argument("input") Shelved book, @Min(1) int copies) {
        return CALLS.incrementAndGet();
    }

    @Batch("Book.excerpt")
    public Map<Long, String> excerpts(Set<Long> ids, @Max(10) int words) {
        CALLS.incrementAndGet();
        return ids.stream().collect(Collectors.toMap(id -> id, id -> words + " words of " + id));
    }
}
