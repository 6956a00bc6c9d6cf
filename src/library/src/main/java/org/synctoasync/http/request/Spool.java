package org.synctoasync.http.request;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.commons.fileupload2.core.DeferrableOutputStream;

/**
 * Bytes received from a client: a small number in memory, more in a file that no other user may read.
 *
 * <p><b>Threading:</b> written by one thread, then read by any; another thread may delete the bytes at any time.
 */
public final class Spool extends OutputStream {
    private static final System.Logger LOG = System.getLogger(Spool.class.getName());
    private static final int HELD = 1 << 16;

    private final Path folder;
    private final DeferrableOutputStream bytes;
    private boolean deleted;

    /** Makes an empty spool; larger content is written to a file in the folder. */
    Spool(Path folder) {
        this.folder = folder;
        try {
            bytes = new DeferrableOutputStream(HELD, this::file, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Makes a spool that exists until the request is answered.
     *
     * @param atEnd registers an action to run when the request is answered
     */
    public static Spool of(ServletContext application, Consumer<Runnable> atEnd) {
        File folder = (File) application.getAttribute(ServletContext.TEMPDIR);
        Spool spool = new Spool(folder.toPath());
        atEnd.accept(spool::delete);
        return spool;
    }

    private Path file() {
        try {
            return Files.createTempFile(folder, "upload", ".tmp");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) throws IOException {
        checkThere();
        try {
            bytes.write(source, offset, length);
        } catch (UncheckedIOException noFile) {
            throw noFile.getCause();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        bytes.close();
    }

    synchronized long size() {
        return bytes.getSize();
    }

    /** Opens the bytes for reading, after all have been written. */
    synchronized InputStream open() throws IOException {
        checkThere();
        return bytes.getInputStream();
    }

    /** Deletes the bytes. */
    public synchronized void delete() {
        deleted = true;
        try {
            bytes.close();
            Path file = bytes.getPath();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            LOG.log(Level.WARNING, "A file that a client sent cannot be deleted", left);
        }
    }

    private void checkThere() throws IOException {
        if (deleted) {
            throw new NoSuchFileException("The request has ended, and its files with it");
        }
    }
}
