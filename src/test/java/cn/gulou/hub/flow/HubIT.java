package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.privacy.Sealing;
import cn.gulou.hub.simulator.Smsc;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.util.TestSocketUtils;

/**
 * The whole hub on real parts: embedded PostgreSQL, broker with journal, SMSC simulator over TCP, HTTP on a free port. One
 * hub serves all flow tests; each starts with an empty ledger and the real time.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"demo", "test"})
@Import(HubIT.Time.class)
public abstract class HubIT {
    private static final Logger log = LoggerFactory.getLogger(HubIT.class);

    static {
        FreshData.in(java.nio.file.Path.of("target/it-data"));
        // read by application-test.yaml; free, so that two test runs on one machine do not meet
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
        System.setProperty("test.smsc-port", String.valueOf(TestSocketUtils.findAvailableTcpPort()));
    }

    /** The id of the first alert that the test makes. */
    protected long firstAlert;

    /** The hub's clock: {@code time.set(…)}. */
    @Autowired
    protected TestTime time;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected JmsTemplate jms;

    @Autowired
    protected Sealing sealing;

    /** The carrier, with nothing recorded yet. */
    @Autowired
    protected Smsc smsc;

    /** The people and their broadcasts. */
    protected Town town;

    /** The hub's HTTP side. */
    protected Face face;

    /** A system that posts alerts. */
    protected Upstream upstream;

    @Autowired
    private Flyway migrations;

    @Autowired
    private MeterRegistry hubMeters;

    @LocalServerPort
    protected int port;

    @BeforeEach
    void beginAnew() {
        face = new Face(port);
        upstream = new Upstream(face);
        town = new Town(jdbc, sealing, jms);
        emptyLedger();
        smsc.reset();
    }

    private void emptyLedger() {
        time.reset();
        comeToRest();
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(BrokerQueues::nothingToDecideOrExpand);
        int parked = BrokerQueues.takeParked();
        // The hub's own timers read the tables meanwhile: whoever loses a deadlock tries again. A message whose
        // broadcast goes now before it is done is tried again, and parked: it is waited for and taken away. Receipts of
        // nothing, counted after the time was set back, raise their alarm again for as long as their window.
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(PessimisticLockingFailureException.class)
                .until(() -> truncate()
                        && BrokerQueues.nothingToDecideOrExpand()
                        && BrokerQueues.takeParked() == 0
                        && receiptsMatch());
        assertThat(parked).as("messages that the test before left parked").isZero();
    }

    private boolean receiptsMatch() {
        double rate = hubMeters.get("hub.receipts.match.rate").gauge().value();
        return Double.isNaN(rate) || rate >= 0.99;
    }

    /** What the test before left under way would end in this one; a carrier told to be silent never ends it. */
    private void comeToRest() {
        jdbc.sql("UPDATE permit SET paused_at = now() WHERE paused_at IS NULL").update();
        try {
            await().atMost(Duration.ofSeconds(3)).pollDelay(Duration.ZERO).until(() -> jdbc.sql(
                            """
                            SELECT NOT EXISTS (SELECT FROM claim WHERE answered_at IS NULL)
                               AND NOT EXISTS (SELECT FROM broadcast
                                               WHERE state = 'EXPANDING' OR (state = 'APPROVED' AND queued_at IS NOT NULL))""")
                    .query(Boolean.class)
                    .single());
        } catch (ConditionTimeoutException e) {
            log.info("The test before left work under way");
        }
    }

    private boolean truncate() {
        owner().sql(
                        "ALTER TABLE chunk_digest DISABLE TRIGGER digest_is_append_only; ALTER TABLE audit_head DISABLE TRIGGER head_is_append_only")
                .update();
        owner().sql(
                        """
                        TRUNCATE alert, alert_number, refusal, broadcast, approval, permit, expansion, recipient, chunk,
                            submission, claim, brake, uncertain,
                            uncertain_proposal, proposal, alarm, alarm_word, notice, uncertain_left, chunk_digest, audit_head,
                            sending_stop, guarantee_period, announcement, message,
                            receipt, reply, subscriber, audience_group, group_member, opt_out,
                            status_message, volume_due, chunk_volume, quota_warning RESTART IDENTITY CASCADE""")
                .update();
        owner().sql(
                        "ALTER TABLE chunk_digest ENABLE TRIGGER digest_is_append_only; ALTER TABLE audit_head ENABLE TRIGGER head_is_append_only")
                .update();
        // the broker remembers which alerts it was handed (_AMQ_DUPL_ID): no id may come twice
        firstAlert = System.currentTimeMillis();
        owner().sql("ALTER TABLE alert ALTER COLUMN alert_id RESTART WITH " + firstAlert)
                .update();
        jdbc.sql("UPDATE digest_mark SET written_in = '0', answered_claim = 0").update();
        jdbc.sql("DELETE FROM drill_number WHERE confirmed_by <> 'settings'").update();
        jdbc.sql("UPDATE merge_mark SET last_receipt_id = 0").update();
        jdbc.sql("UPDATE budget SET reserved = 0, spent = 0").update();
        return true;
    }

    /** Changes what an approval binds, which the hub itself cannot (C-04). */
    protected void changeApproved(String table, String change) {
        owner().sql("ALTER TABLE " + table + " DISABLE TRIGGER approved_stays; " + change + "; ALTER TABLE " + table
                        + " ENABLE TRIGGER approved_stays")
                .update();
    }

    /** The database as the owner of its tables: the hub's own role may not change them (C-43). */
    protected JdbcClient owner() {
        return JdbcClient.create(migrations.getConfiguration().getDataSource());
    }

    /** What must be empty at all times (DESIGN §4). */
    protected List<String> invariantsBroken() {
        return jdbc.sql("SELECT invariant || ' ' || detail FROM v_invariants")
                .query(String.class)
                .list();
    }

    /** The same for money and volume (C-26, C-27). */
    protected List<String> moneyBroken() {
        return jdbc.sql("SELECT invariant || ' ' || detail FROM v_invariants_money")
                .query(String.class)
                .list();
    }

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        TestTime testTime() {
            return new TestTime();
        }
    }
}
