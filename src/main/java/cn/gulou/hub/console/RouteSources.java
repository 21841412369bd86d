package cn.gulou.hub.console;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.util.URISupport;
import org.apache.camel.xml.LwModelToXMLDumper;

/**
 * A route as the console draws it: as it stands in its file. Camel copies the shared error handling into each route, where
 * it would hide the route's own steps, and Hawtio stumbles over an error handler; and no password shows.
 */
final class RouteSources extends LwModelToXMLDumper {
    private static final Pattern ERROR_HANDLING =
            Pattern.compile("(?s)\\s*<(onException|errorHandler)\\b(?:[^>]*/>|.*?</\\1>)");

    @Override
    public String dumpModelAsXml(CamelContext context, NamedNode definition) throws Exception {
        return asWritten(super.dumpModelAsXml(context, definition));
    }

    @Override
    public String dumpModelAsXml(
            CamelContext context, NamedNode definition, boolean placeholders, boolean ids, boolean sourceLocation)
            throws Exception {
        return asWritten(super.dumpModelAsXml(context, definition, placeholders, ids, sourceLocation));
    }

    private static String asWritten(String xml) {
        return xml == null
                ? null
                : URISupport.sanitizeUri(ERROR_HANDLING.matcher(xml).replaceAll(""));
    }
}
