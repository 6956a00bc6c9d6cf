package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deploys another WAR at {@code /bench}, to the server that this class runs in. */
final class SecondApplication {
    private static final String NAME = "bench";
    private static final @Nullable String WILDFLY = System.getProperty("jboss.server.base.dir");

    private SecondApplication() {}

    static void deploy(Path war) throws Exception {
        if (WILDFLY != null) {
            Files.copy(war, scanned(""));
            await(".deployed");
        } else {
            Object server = payara();
            server.getClass()
                    .getMethod("deploy", String.class, String.class, File.class)
                    .invoke(server, NAME, "/" + NAME, war.toFile());
        }
    }

    static void undeploy() throws Exception {
        if (WILDFLY != null) {
            Files.delete(scanned(""));
            await(".undeployed");
            Files.delete(scanned(".undeployed"));
        } else {
            Object server = payara();
            server.getClass().getMethod("undeploy", String.class).invoke(server, NAME);
        }
    }

    /** The WAR in the folder that WildFly scans every five seconds, or a marker file that WildFly writes beside it. */
    private static Path scanned(String suffix) {
        return Path.of(WILDFLY, "deployments", NAME + ".war" + suffix);
    }

    private static void await(String suffix) throws InterruptedException {
        while (!Files.exists(scanned(suffix))) {
            assertThat(scanned(".failed")).doesNotExist();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Payara Micro, which only a program inside the same process can make deploy an application. */
    private static Object payara() throws Exception {
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
        return type.getMethod("getRuntime").invoke(type.getMethod("getInstance").invoke(null));
    }
}
