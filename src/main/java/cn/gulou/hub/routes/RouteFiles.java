package cn.gulou.hub.routes;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The route files that the hub has loaded, as they stand. */
@Component("routeFiles")
public class RouteFiles {
    private final ResourcePatternResolver resources;
    private final String folder;

    RouteFiles(ResourcePatternResolver resources, RoutesSettings settings) {
        this.resources = resources;
        this.folder = settings.routes();
    }

    /** File → SHA-256, hex. */
    public Map<String, String> hashes() throws IOException, NoSuchAlgorithmException {
        Map<String, String> hashes = new TreeMap<>();
        for (String place : new String[] {"", "shared/"}) {
            for (Resource file : resources.getResources(folder + "/" + place + "*.camel.yaml")) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getContentAsByteArray());
                hashes.put(place + file.getFilename(), HexFormat.of().formatHex(hash));
            }
        }
        return hashes;
    }
}
