package cn.gulou.hub.routes;

import cn.gulou.hub.alert.SqlFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes into the audit which routes run: the hash of every file, at each start and whenever one is loaded anew (I7). */
@Component
class RouteHashes extends EventNotifierSupport {
    private static final String NOTE = SqlFile.read("routes/note-routes");
    private static final String FILE = "file:";

    private final RoutesSettings settings;
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    RouteHashes(RoutesSettings settings, JdbcClient jdbc, ObjectMapper json) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextStartedEvent
                || event instanceof CamelEvent.RouteReloadedEvent reloaded
                        && reloaded.getIndex() == reloaded.getTotal();
    }

    @Override
    public void notify(CamelEvent event) throws IOException {
        String action = event instanceof CamelEvent.RouteReloadedEvent ? "routes-reloaded" : "routes-loaded";
        jdbc.sql(NOTE)
                .param("action", action)
                .param("place", settings.routes())
                .param("files", json(hashes(settings.routes())))
                .update();
    }

    /** SHA-256 in hex of every route file, by its path below the folder. */
    static SortedMap<String, String> hashes(String place) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        if (!place.startsWith(FILE)) {
            for (Resource file : RoutesMain.files()) {
                hashes.put(RoutesMain.name(file), hash(file.getContentAsByteArray()));
            }
            return hashes;
        }
        Path folder = Path.of(place.substring(FILE.length()));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".camel.yaml"))::iterator) {
                hashes.put(folder.relativize(file).toString().replace('\\', '/'), hash(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and hashes cannot be written as JSON", e);
        }
    }
}
