package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.gulou.hub.simulator.RecordedSubmit;
import cn.gulou.hub.simulator.Smsc;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people on duty, alarms for them to be told of, and the notices that the carrier took for them. */
final class DutyGroup {
    static final int PEOPLE = 2;

    private final JdbcClient jdbc;
    private final TestTime time;
    private final Smsc smsc;

    DutyGroup(JdbcClient jdbc, TestTime time, Smsc smsc) {
        this.jdbc = jdbc;
        this.time = time;
        this.smsc = smsc;
    }

    /** Puts the group's numbers in, as its operator does. */
    void form(Face face, JdbcClient owner) {
        AlarmIT.clockedKind(owner);
        Face.Answer put = face.call(
                "operator",
                "PUT",
                "/api/groups/duty?authorisationReference=DUTY",
                "text/csv",
                BodyPublishers.ofString("8613800009801\n8613800009802\n"));
        assertThat(put.status()).isEqualTo(200);
    }

    /** Returns when every port works again. */
    void heal() {
        smsc.resume();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("SELECT count(*) FROM port WHERE trouble IS NOT NULL") == 0);
    }

    void raise(String about) {
        jdbc.sql("SELECT raise_alarm('test-clock', :about, '{}', :now)")
                .param("about", about)
                .param("now", time.instant().atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    List<RecordedSubmit> notices() {
        return smsc.recorded().stream()
                .filter(one -> one.text().contains("值守告警") && one.segment() <= 1)
                .toList();
    }

    long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
