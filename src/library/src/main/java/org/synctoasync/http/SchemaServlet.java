package org.synctoasync.http;

import graphql.schema.idl.SchemaPrinter;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.Engine;

/**
 * Serves the schema as a file for code generators; responds with 404 if the settings do not publish the schema.
 *
 * <p><b>Threading:</b> called on the server's threads.
 */
@WebServlet("/graphql/schema.graphql")
public class SchemaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Engine engine;

    @Inject
    private transient Settings settings;

    private transient byte @Nullable [] text;

    @Override
    public void init() {
        if (settings.get(DoorSetting.SCHEMA_FILE).isOn(settings.get(DoorSetting.PROFILE))) {
            SchemaPrinter.Options options =
                    SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false);
            text = new SchemaPrinter(options).print(engine.schema()).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] schema = text;
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        if (schema == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setContentLength(schema.length);
            response.getOutputStream().write(schema);
        }
    }
}
