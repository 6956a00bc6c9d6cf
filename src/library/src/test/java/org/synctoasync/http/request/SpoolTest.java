package org.synctoasync.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes that a client sends, in memory and on disk. */
class SpoolTest {
    private static final byte[] MANY = new byte[100_000];

    @TempDir
    private Path folder;

    /** A few bytes are held without a file. Many bytes are stored in one, which is deleted afterwards. */
    @Test
    void muchIsInAFile() throws Exception {
        Spool spool = new Spool(folder);
        spool.write(new byte[100]);
        assertThat(folder).isEmptyDirectory();
        spool.write(MANY);
        assertThat(folder).isNotEmptyDirectory();
        spool.close();
        assertThat(spool.open().readAllBytes()).hasSize(100_100);
        spool.delete();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(spool::open).isInstanceOf(IOException.class);
    }

    /** A file that cannot be created is reported like any other file error, so that the client gets a response. */
    @Test
    void aFileThatCannotBeMadeIsTold() {
        Spool spool = new Spool(folder.resolve("missing"));
        assertThatThrownBy(() -> spool.write(MANY)).isInstanceOf(IOException.class);
    }
}
