package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts the ledger in order at start, before any route runs: what was on its way when the last hub stopped is UNCERTAIN. */
@Component
@org.springframework.context.annotation.DependsOn(
        "oneHub") // nothing is touched while another hub works on this database
class Recovery implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JdbcClient jdbc;
    private final Ports ports;
    private final Clock clock;

    Recovery(JdbcClient jdbc, Ports ports, Clock clock) {
        this.jdbc = jdbc;
        this.ports = ports;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int uncertain = jdbc.sql(SqlFile.read("dispatch/recover-intents"))
                .param("now", now)
                .query(Integer.class)
                .single();
        int chunks = jdbc.sql(SqlFile.read("dispatch/recover-chunks")).update();
        if (uncertain + chunks > 0) {
            LOG.warn(
                    "The last hub stopped while sending: {} segments are UNCERTAIN, {} chunks go on",
                    uncertain,
                    chunks);
        }
        jdbc.sql("DELETE FROM port").update();
        ports.all().forEach(port -> write(port.settings(), now));
    }

    private void write(PortSettings port, OffsetDateTime now) {
        jdbc.sql(SqlFile.read("dispatch/write-port"))
                .param("port", port.name())
                .param("kind", port.kind().wireName())
                .param("sourceAddress", port.sourceAddress())
                .param("rate", port.rate())
                .param("sessions", port.sessions())
                .param("window", port.window())
                .param("signatureBy", port.signatureBy())
                .param("longText", port.longText())
                .param("messageIds", port.messageIds())
                .param("idsByNumber", port.idsByNumber())
                .param("carrier", port.carrier())
                .param("now", now)
                .update();
    }
}
