package cn.gulou.hub.flow;

import cn.gulou.hub.privacy.Sealing;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of what went out through one port, the ids that its carrier gave, and the receipts that came back. */
final class SentRows {
    private static final String PORT = "whole-network-a";

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final LedgerRows ledger;
    private final String carrier;

    SentRows(JdbcClient jdbc, Sealing sealing, LedgerRows ledger) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.ledger = ledger;
        carrier = jdbc.sql("SELECT carrier FROM port WHERE port = :port")
                .param("port", PORT)
                .query(String.class)
                .single();
    }

    /** One recipient with two segments that stand alike, sent through the port. */
    long broadcast(int recipientNo, String state, String reason) {
        long id = ledger.broadcast(ledger.alert("upstream", "match-" + recipientNo), "PAUSED", 1);
        ledger.person(id, recipientNo, state, reason);
        jdbc.sql("UPDATE submission SET port = :port WHERE broadcast_id = :id")
                .param("port", PORT)
                .param("id", id)
                .update();
        return id;
    }

    void message(String messageId, long broadcastId, int recipientNo, int segmentNo, Instant at) {
        jdbc.sql("INSERT INTO message VALUES (:carrier, :messageId, :broadcastId, :recipientNo, :segmentNo, :at)")
                .param("carrier", carrier)
                .param("messageId", messageId)
                .param("broadcastId", broadcastId)
                .param("recipientNo", recipientNo)
                .param("segmentNo", segmentNo)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void receipt(String messageId, Integer recipientNo, String outcome, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO receipt (port, carrier, message_id, outcome, stat, number_index, raw_sealed, received_at)
                        VALUES (:port, :carrier, :messageId, :outcome::submission_state, 'TEST', :index, '\\x00', :at)""")
                .param("port", PORT)
                .param("carrier", carrier)
                .param("messageId", messageId)
                .param("outcome", outcome)
                .param("index", recipientNo == null ? null : sealing.index("86138000%05d".formatted(recipientNo)))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
