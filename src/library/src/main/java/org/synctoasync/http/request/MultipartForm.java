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
 * Takes a body of the media type {@code multipart/form-data} apart (RFC 7578). The library's own forms read it from a request, and so on
 * one of the server's threads while it comes; this one reads what has come.
 *
 * <p><b>Threading:</b> immutable once made; blocks while it reads from the disk.
 */
public final class MultipartForm extends AbstractFileUpload<MultipartForm.Body, DiskFileItem, DiskFileItemFactory> {
    private static final int MOST_HEADER_BYTES = 4096; // a file's name in Chinese has nine for each character

    /**
     * What has come.
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
