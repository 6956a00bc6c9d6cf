package org.synctoasync.http.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * Parses a body of the media type {@code multipart/form-data} (RFC 7578). The library's own forms read the body from a
 * request while it arrives, and so block one of the server's threads. This class reads a body that has arrived
 * completely.
 *
 * <p><b>Threading:</b> immutable once made; blocks while it reads from the disk.
 */
public final class MultipartForm extends AbstractFileUpload<MultipartForm.Body, DiskFileItem, DiskFileItemFactory> {
    private static final int MOST_HEADER_BYTES = 4096; // a file name in Chinese needs nine per character

    /**
     * A body that has arrived completely.
     *
     * @param contentType the header of the request, with the boundary
     */
    public record Body(String contentType, Spool bytes) {}

    MultipartForm() {
        setHeaderCharset(StandardCharsets.UTF_8);
        setMaxPartHeaderSize(MOST_HEADER_BYTES);
        setFileItemFactory(DiskFileItemFactory.builder().get());
    }

    @Override
    public FileItemInputIterator getItemIterator(Body body) throws FileUploadException, IOException {
        return getItemIterator(context(body));
    }

    @Override
    public List<DiskFileItem> parseRequest(Body body) throws FileUploadException {
        return parseRequest(context(body));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Body body) throws FileUploadException {
        return parseParameterMap(context(body));
    }

    private static RequestContext context(Body body) {
        return new RequestContext() {
            @Override
            public String getCharacterEncoding() {
                return StandardCharsets.UTF_8.name();
            }

            @Override
            public long getContentLength() {
                return body.bytes().size();
            }

            @Override
            public String getContentType() {
                return body.contentType();
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return body.bytes().open();
            }

            @Override
            public boolean isMultipartRelated() {
                return false;
            }
        };
    }
}
