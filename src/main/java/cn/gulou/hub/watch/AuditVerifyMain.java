package cn.gulou.hub.watch;

import java.time.Clock;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code java -jar gulou-hub.jar audit-verify [NUMBER:HASH]}: verifies the trail without a hub, in the database that the hub's
 * own settings name ({@code HUB_DATABASE_URL …}, or the embedded one in {@code HUB_DATA_DIR}, its hub stopped). Status: 0
 * sound, 1 broken, 2 it could not be verified.
 */
public final class AuditVerifyMain {
    private AuditVerifyMain() {}

    public static void main(String[] arguments) {
        SpringApplication program = new SpringApplication(Parts.class);
        // by name: rooms do not know each other, and the settings that find the database are the hub's own
        program.setSources(
                Set.of("cn.gulou.hub.embedded.DataDirectory", "cn.gulou.hub.embedded.DatabaseConfiguration"));
        // a ledger elsewhere needs no data directory, which a hub may hold
        program.setLazyInitialization(true);
        program.setWebApplicationType(WebApplicationType.NONE);
        program.setLogStartupInfo(false);
        System.exit(verify(program, arguments));
    }

    private static int verify(SpringApplication program, String[] arguments) {
        try (ConfigurableApplicationContext context = program.run()) {
            String head = arguments.length == 0 ? null : arguments[0];
            AuditVerifier.Finding finding =
                    new AuditVerifier(new Ledger(context.getBean(JdbcClient.class), Clock.systemUTC())).verify(head);
            System.out.println(
                    finding.sound()
                            ? "sound: " + finding.auditRows() + " rows and " + finding.digests() + " digests, head "
                                    + finding.head()
                            : "broken: " + finding.broken().chain() + " row "
                                    + finding.broken().row() + " "
                                    + finding.broken().fault());
            return finding.sound() ? 0 : 1;
        } catch (RuntimeException e) {
            System.err.println("It could not be verified: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return 2;
        }
    }

    /** What the program needs beside the database. No {@code @Configuration}: the hub, which scans for those, has its own. */
    @ConfigurationPropertiesScan("cn.gulou.hub.embedded")
    static class Parts {
        @Bean
        JdbcClient jdbc(javax.sql.DataSource database) {
            return JdbcClient.create(database);
        }
    }
}
