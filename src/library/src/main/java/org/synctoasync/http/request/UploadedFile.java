package org.synctoasync.http.request;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.synctoasync.graphql.input.Upload;

/**
 * A file of a request.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class UploadedFile implements Upload {
    private final String filename;
    private final String contentType;
    private final Spool bytes;

    UploadedFile(FileItemInput part, Spool bytes) {
        this.filename = withoutDirectories(Objects.requireNonNullElse(part.getName(), ""));
        this.contentType = Objects.requireNonNullElse(part.getContentType(), "application/octet-stream");
        this.bytes = bytes;
    }

    @Override
    public String filename() {
        return filename;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public InputStream open() throws IOException {
        return bytes.open();
    }

    /** Reveals nothing, because clients may read this text in errors. */
    @Override
    public String toString() {
        return "file";
    }

    /** Removes the path on the client's disk, which must not be used (RFC 7578, section 4.2). */
    private static String withoutDirectories(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
