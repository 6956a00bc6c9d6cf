package org.synctoasync.http.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * Reads GraphQL requests with files according to the <a
 * href="https://github.com/jaydenseric/graphql-multipart-request-spec">GraphQL multipart request specification</a>. The
 * field {@code operations} is the request; {@code map} assigns each file to variables of the request.
 *
 * <p><b>Threading:</b> may be used by any thread; blocks while it reads from the disk and writes to it.
 */
public final class UploadReader {
    private static final String OPERATIONS = "operations";
    private static final String MAP = "map";

    private final RequestReader reader;
    private final MultipartForm form = new MultipartForm();
    private final long mostFiles;
    private final int mostBytes;

    public UploadReader(RequestReader reader, Settings settings) {
        this.reader = reader;
        this.mostFiles = settings.get(DoorSetting.MAX_UPLOADS);
        this.mostBytes = settings.get(DoorSetting.MAX_BODY_SIZE).intValue();
    }

    /**
     * Reads the request in a body.
     *
     * @param spools makes a spool for each file
     */
    public RequestReader.Body read(MultipartForm.Body body, Supplier<Spool> spools) throws RequestError, IOException {
        Received received = new Received(spools);
        try {
            FileItemInputIterator items = form.getItemIterator(body);
            while (items.hasNext()) {
                received.take(items.next());
            }
        } catch (FileUploadException | InvalidPathException malformed) {
            throw RequestError.badRequest("The body is no multipart/form-data that can be read");
        }
        Object operations = received.json(OPERATIONS);
        received.place(operations, RequestReader.map(MAP, received.json(MAP)));
        return reader.ofValues(operations);
    }

    /** The parts of one body that have been read. */
    private final class Received {
        private final Supplier<Spool> spools;
        private final Map<String, byte[]> fields = new HashMap<>();
        private final Map<String, UploadedFile> files = new HashMap<>();

        private Received(Supplier<Spool> spools) {
            this.spools = spools;
        }

        private void take(FileItemInput item) throws RequestError, IOException {
            String name = item.getFieldName();
            if (name == null || fields.containsKey(name) || files.containsKey(name)) {
                throw RequestError.malformed("Two parts have the same name, or one has none");
            }
            if (name.equals(OPERATIONS) || name.equals(MAP)) {
                fields.put(name, text(item));
                return;
            }
            if (files.size() >= mostFiles) {
                throw RequestError.tooLarge(422, "The request in files", mostFiles, DoorSetting.MAX_UPLOADS.key());
            }
            files.put(name, file(item));
        }

        private byte[] text(FileItemInput item) throws RequestError, IOException {
            byte[] text = item.getInputStream().readNBytes(mostBytes + 1);
            if (text.length > mostBytes) {
                String what = "The part 'operations' or 'map' in bytes";
                throw RequestError.tooLarge(422, what, mostBytes, DoorSetting.MAX_BODY_SIZE.key());
            }
            return text;
        }

        private UploadedFile file(FileItemInput item) throws IOException {
            Spool spool = spools.get();
            try (spool;
                    InputStream bytes = item.getInputStream()) {
                bytes.transferTo(spool);
            }
            return new UploadedFile(item, spool);
        }

        private @Nullable Object json(String name) throws RequestError {
            byte[] text = fields.get(name);
            if (text == null) {
                throw RequestError.malformed("There is no part '" + name + "'");
            }
            return reader.ofPart(name, text);
        }

        /** Replaces nulls among the variables by files. */
        private void place(@Nullable Object operations, @Nullable Map<String, Object> map) throws RequestError {
            for (Map.Entry<String, Object> each :
                    Objects.requireNonNullElse(map, Map.<String, Object>of()).entrySet()) {
                UploadedFile file = files.get(each.getKey());
                if (file == null) {
                    throw RequestError.malformed("A file that 'map' names has not come");
                }
                if (!(each.getValue() instanceof List<?> paths)) {
                    throw RequestError.malformed("A file's paths in 'map' are no list");
                }
                for (Object path : paths) {
                    VariablePath.of(path, operations instanceof List).put(operations, file);
                }
            }
        }
    }
}
