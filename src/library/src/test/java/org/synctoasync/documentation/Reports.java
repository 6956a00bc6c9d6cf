package org.synctoasync.documentation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.synctoasync.resolver.SyncToAsync;

/** An example of docs/explanation/threads.md: a bean that no resolver needs to know. */
@ApplicationScoped
class Reports {
    /** The caller, say a servlet, has the stage at once; the body blocks on a lane of its own. */
    @SyncToAsync
    CompletionStage<String> yearly(int year) {
        String text = "report of " + year + " by " + Thread.currentThread().getName();
        return CompletableFuture.completedFuture(text);
    }
}
