package cn.gulou.hub.privacy;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys are.
 *
 * @param keyset the keyset file, outside the database ({@code HUB_KEYSET})
 * @param createKeyset whether a missing file is made at start; true only where losing it loses nothing (demo, tests)
 */
@Validated
@ConfigurationProperties("hub.privacy")
record PrivacySettings(@NotNull Path keyset, boolean createKeyset) {}
