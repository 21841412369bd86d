package cn.gulou.hub.embedded;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the database and the broker are, and where embedded ones keep their data.
 *
 * @param dataDir held by one hub at a time
 * @param minimumFree with less free disk than this the hub does not start
 */
@Validated
@ConfigurationProperties("hub")
record EmbeddedSettings(
        @NotNull Path dataDir,
        @NotNull DataSize minimumFree,
        @NotNull @Valid Database database,
        @NotNull @Valid Broker broker) {

    /**
     * @param url JDBC address; empty starts an embedded PostgreSQL
     * @param owner the role that owns the tables; empty: {@code user} does
     * @param embeddedPort its TCP port on loopback; 0 takes a free one
     * @param binaries where the embedded server's programs are unpacked
     */
    record Database(
            String url,
            String user,
            String password,
            String owner,
            String ownerPassword,
            @Min(2) @Max(500) int poolSize,
            @Min(0) @Max(65535) int embeddedPort,
            @NotNull Path binaries) {}

    /**
     * @param url Artemis address; empty starts an embedded broker
     * @param user account of the hub itself at a standalone broker
     * @param embeddedAddress where the embedded broker listens for upstream systems
     * @param embeddedPort its TCP port; 0 listens nowhere
     * @param upstreamUser account that may put alerts and read statuses over JMS; empty lets nobody in
     */
    record Broker(
            String url,
            String user,
            String password,
            @NotBlank String embeddedAddress,
            @Min(0) @Max(65535) int embeddedPort,
            String upstreamUser,
            String upstreamPassword) {}
}
