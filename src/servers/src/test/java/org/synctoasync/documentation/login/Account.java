package org.synctoasync.documentation.login;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.Flow;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.resolver.Topic;

@ApplicationScoped
public class Account {
    @Inject
    private Principal user;

    @Inject
    private SecurityContext security;

    @Inject
    private Topic<Order> orders;

    /** Something that was ordered. */
    public record Order(String article) {}

    /** The name of the user. */
    @Query
    @RolesAllowed("**")
    public String me() {
        return user.getName();
    }

    /** The same on a parallel thread. */
    @Query
    @RolesAllowed("**")
    @SyncToAsync(threadSensitive = false)
    public String meInParallel() {
        return security.getCallerPrincipal().getName();
    }

    /** Each user sees other rows. */
    @Query
    @RolesAllowed("**")
    public List<String> reports() {
        return security.isCallerInRole("manager") ? List.of("sales", "salaries") : List.of("sales");
    }

    @Mutation
    @RolesAllowed("manager")
    public Order order(String article) {
        Order order = new Order(article);
        orders.publish(order);
        return order;
    }

    @Subscription
    @RolesAllowed("reader")
    public Flow.Publisher<Order> ordered() {
        return orders;
    }

    /** The user who reads an order: of each event, the user who subscribed. */
    @Field("Order.reader")
    public String reader(@Source Order order) {
        return user.getName();
    }
}
