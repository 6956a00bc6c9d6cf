package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.dataloader.DataLoader;
import org.synctoasync.books.Author;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;

/** Resolvers that block on a loader, once for each of many objects. */
@ApplicationScoped
public class Pages {
    static final String SCHEMA = """

            extend type Query {
              pages(from: Int!, count: Int!): [Page!]
            }

            type Page {
              author: String
            }
            """;

    /** An object with an author. */
    public record Page(long authorId) {}

    @Query
    public List<Page> pages(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Page::new).toList();
    }

    @Field("Page.author")
    public String author(@Source Page page, DataLoader<Long, Author> authors) {
        return authors.load(page.authorId()).join().getName();
    }
}
