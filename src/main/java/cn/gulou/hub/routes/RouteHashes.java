package cn.gulou.hub.routes;

import cn.gulou.hub.alert.SqlFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes into the audit which routes run: the hash of every file, at each start and whenever one is loaded anew (I7). */
@Component
class RouteHashes extends LifecycleStrategySupport {
    private static final String NOTE = SqlFile.read("routes/note-routes");
    private static final String FILE = "file:";

    private final RoutesSettings settings;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private volatile SortedMap<String, String> noted;

    RouteHashes(RoutesSettings settings, JdbcClient jdbc, ObjectMapper json) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void onContextStarted(CamelContext context) {
        note("routes-loaded", hashes(settings.routes()));
    }

    /** Also called when a route is only started again: then every file is as it was, and nothing is written. */
    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        if (noted != null) {
            SortedMap<String, String> now = hashes(settings.routes());
            if (!now.equals(noted)) {
                note("routes-reloaded", now);
            }
        }
    }

    private void note(String action, SortedMap<String, String> files) {
        jdbc.sql(NOTE)
                .param("action", action)
                .param("place", settings.routes())
                .param("files", json(files))
                .update();
        noted = files;
    }

    /** SHA-256 in hex of every route file, by its path below the folder. */
    static SortedMap<String, String> hashes(String place) {
        try {
            return place.startsWith(FILE) ? ofFolder(Path.of(place.substring(FILE.length()))) : ofJar();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, String> ofJar() throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Resource file : RoutesMain.files()) {
            hashes.put(RoutesMain.name(file), hash(file.getContentAsByteArray()));
        }
        return hashes;
    }

    private static SortedMap<String, String> ofFolder(Path folder) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
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
