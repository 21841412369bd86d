package cn.gulou.hub;

import cn.gulou.hub.console.PasswordMain;
import cn.gulou.hub.demo.Demo;
import cn.gulou.hub.privacy.KeysetMain;
import cn.gulou.hub.routes.RoutesMain;
import cn.gulou.hub.watch.AuditVerifyMain;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts the hub, or one of the small programs that come in the same jar: {@code keyset}, {@code password}, {@code routes},
 * {@code audit-verify}, {@code walk}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Hub {
    public static void main(String[] arguments) throws Exception {
        String program = arguments.length == 0 ? "" : arguments[0];
        switch (program) {
            case "keyset" -> KeysetMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "password" -> PasswordMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "routes" -> RoutesMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "audit-verify" -> AuditVerifyMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            case "walk" -> Demo.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> SpringApplication.run(Hub.class, arguments);
        }
    }

    /** The hub's time; tests put their own in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
