package cn.gulou.hub.privacy;

import cn.gulou.hub.alert.CannotStart;
import java.nio.file.Files;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class PrivacyConfiguration {

    @Bean
    Sealing sealing(PrivacySettings settings) {
        if (settings.createKeyset()) {
            Keyset.createIfAbsent(settings.keyset());
        }
        if (!Files.isReadable(settings.keyset())) {
            throw new CannotStart("HUB_KEYSET: " + settings.keyset() + " is missing or not readable. Make one with"
                    + " `java -jar gulou-hub.jar keyset FILE`, keep it off the database's disk and back it up:"
                    + " without it no number can be read again.");
        }
        return Keyset.read(settings.keyset());
    }
}
