package org.synctoasync.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.input.Upload;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;

/** Resolvers that receive files. */
@ApplicationScoped
public class UploadResolvers {
    static final String SCHEMA = """

            scalar Upload

            extend type Query {
              measured(file: Upload): Cover
              spooled: Int!
            }

            extend type Mutation {
              addCover(cover: Upload!): Cover!
              countTitles(list: Upload!): Int!
              addCovers(covers: [Upload!]!): [Cover!]!
              addFrame(frame: Frame!): [Cover]!
            }

            input Frame {
              title: String!
              picture: Upload
              border: Upload
            }

            type Cover {
              filename: String!
              contentType: String!
              size: Int!
              sha256: String!
              onDisk: Int!
            }
            """;

    @Inject
    private ServletContext servlets;

    /** The properties read from a file. */
    public record Cover(String filename, String contentType, int size, String sha256, int onDisk) {}

    /** Files in an input type. */
    public record Frame(
            String title,
            @Nullable Upload picture,
            @Nullable Upload border) {}

    @Mutation
    public Cover addCover(Upload cover) throws IOException {
        try (InputStream bytes = cover.open()) {
            return new Cover(cover.filename(), cover.contentType(), (int) cover.size(), sha256(bytes), spooled());
        }
    }

    @Mutation
    public int countTitles(Upload list) throws IOException {
        try (InputStream bytes = list.open()) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            return (int) text.lines().filter(line -> !line.isBlank()).count();
        }
    }

    @Mutation
    public List<Cover> addCovers(List<Upload> covers) throws IOException {
        return List.of(addCover(covers.get(0)), addCover(covers.get(1)));
    }

    @Mutation
    public List<@Nullable Cover> addFrame(Frame frame) throws IOException {
        return Arrays.asList(
                frame.picture() == null ? null : addCover(frame.picture()),
                frame.border() == null ? null : addCover(frame.border()));
    }

    @Query
    public @Nullable Cover measured(@Nullable Upload file) throws IOException {
        return file == null ? null : addCover(file);
    }

    /** The number of uploaded files on disk. */
    @Query
    public int spooled() {
        File folder = (File) servlets.getAttribute(ServletContext.TEMPDIR);
        return Objects.requireNonNull(folder.list((in, name) -> name.matches("upload.*\\.tmp"))).length;
    }

    private static String sha256(InputStream bytes) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
