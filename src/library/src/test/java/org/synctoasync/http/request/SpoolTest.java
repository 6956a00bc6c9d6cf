package org.synctoasync.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of clients, in memory and on the disk. */
class SpoolTest {
    private static final byte[] MANY = new byte[100_000];

    @TempDir
    private Path folder;

    /** Little is held without a file; much is in one, which goes. */
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

    /** A file that cannot be made is told as all that goes wrong with one, so that the client has its answer. */
    @Test
    void aFileThatCannotBeMadeIsTold() {
        Spool spool = new Spool(folder.resolve("missing"));
        assertThatThrownBy(() -> spool.write(MANY)).isInstanceOf(IOException.class);
    }
}
