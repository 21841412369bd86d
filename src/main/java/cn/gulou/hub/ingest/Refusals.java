package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps a record of what was refused at the door. It does not occupy the identity (FORMATS §3). */
@Component
class Refusals {
    private static final String INSERT = SqlFile.read("ingest/insert-refusal");
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final Clock clock;

    Refusals(JdbcClient jdbc, Sealing sealing, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.json = json;
        this.clock = clock;
    }

    /** @param sender as far as it was read, or null; likewise identifier */
    void record(Refusal refusal, String sender, String identifier, byte[] raw, AlertLedger.Entry entry) {
        jdbc.sql(INSERT)
                .param("source", entry.source())
                .param("wayIn", entry.wayIn())
                .param("sender", shortened(sender))
                .param("identifier", shortened(identifier))
                .param("statusCode", refusal.statusCode())
                .param("violations", violations(refusal))
                .param("sizeBytes", raw.length)
                .param("contentIndex", sealing.index(raw))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String violations(Refusal refusal) {
        try {
            return json.writeValueAsString(refusal.violations());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("violations cannot be written as JSON", e);
        }
    }

    private static String shortened(String name) {
        return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
