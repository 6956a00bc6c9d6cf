package org.synctoasync.cdi;

import graphql.kickstart.execution.context.GraphQLKickstartContext;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;

/** An example of the application's contribution to the context of each request. */
@ApplicationScoped
public class ProbeContext extends DefaultGraphQLServletContextBuilder {
    @Override
    public GraphQLKickstartContext build(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(new Cookie("visited", "yes"));
        Map<Object, Object> values =
                new HashMap<>(super.build(request, response).getMapOfContext());
        values.put("contributed", request.getMethod() + " " + request.getRequestURI());
        values.put("servletThread", Thread.currentThread().getName());
        values.put(ServletWatch.RETURNED, request.getAttribute(ServletWatch.RETURNED));
        return GraphQLKickstartContext.of(values);
    }
}
