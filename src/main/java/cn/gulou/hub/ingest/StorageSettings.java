package cn.gulou.hub.ingest;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the hub keeps its data on.
 *
 * @param dataDir on the disk that counts
 * @param minimumFree with less free disk than this no alert is taken in
 */
@Validated
@ConfigurationProperties("hub")
record StorageSettings(@NotNull Path dataDir, @NotNull DataSize minimumFree) {}
