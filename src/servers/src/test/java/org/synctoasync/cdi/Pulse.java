package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.synctoasync.deployment.ReadinessCheck;

/** A health check of the application that can be made to fail. */
@ApplicationScoped
public class Pulse implements ReadinessCheck {
    private static volatile Callable<Boolean> state = () -> true;

    static void is(Callable<Boolean> now) {
        state = now;
    }

    @Override
    public String name() {
        return "pulse";
    }

    @Override
    public void check() throws Exception {
        if (!state.call()) {
            throw new IOException("no pulse");
        }
    }
}
