package cn.gulou.hub.audience;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.NumberList;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Named groups of authorised recipients (C-10). Put as CSV, one number a line; read back as a count, never as numbers. */
@Component("groups")
public class Groups {
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Sealing sealing;
    private final Clock clock;

    Groups(JdbcClient jdbc, JdbcTemplate batches, Sealing sealing, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** A group as people see it. */
    public record GroupView(String name, int members, String authorisationReference, OffsetDateTime changedAt) {}

    /**
     * Replaces a group, whole or not at all.
     *
     * @throws Refusal 409 an approved broadcast is for it and has not made its list of recipients yet
     */
    @Transactional
    public GroupView put(String name, String authorisationReference, String csv, String account) {
        List<String> numbers = NumberList.read(csv);
        checkFree(name);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        INSERT INTO audience_group (group_name, authorisation_reference, changed_at, changed_by)
                        VALUES (:name, :reference, :now, :account)
                        ON CONFLICT (group_name) DO UPDATE SET authorisation_reference = EXCLUDED.authorisation_reference,
                            changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by""")
                .param("name", name)
                .param("reference", authorisationReference)
                .param("now", now)
                .param("account", account)
                .update();
        jdbc.sql("DELETE FROM group_member WHERE group_name = :name")
                .param("name", name)
                .update();
        insertMembers(name, numbers);
        record(account, "group-put", name);
        return get(name);
    }

    private void insertMembers(String name, List<String> numbers) {
        List<Object[]> rows = new ArrayList<>();
        for (String number : numbers) {
            rows.add(new Object[] {name, rows.size(), sealing.index(number), sealing.seal(number)});
        }
        batches.batchUpdate(
                "INSERT INTO group_member (group_name, position, number_index, number_sealed) VALUES (?, ?, ?, ?)",
                rows,
                BATCH,
                (statement, row) -> {
                    for (int column = 0; column < row.length; column++) {
                        statement.setObject(column + 1, row[column]);
                    }
                });
    }

    /** How large a group is. */
    public GroupView get(String name) {
        return jdbc.sql(
                        """
                        SELECT g.group_name AS name, count(m.position)::int AS members, g.authorisation_reference, g.changed_at
                        FROM audience_group g LEFT JOIN group_member m USING (group_name)
                        WHERE g.group_name = :name GROUP BY g.group_name""")
                .param("name", name)
                .query(GroupView.class)
                .optional()
                .orElseThrow(Groups::unknown);
    }

    /**
     * Deletes a group and its numbers; answers what it was.
     *
     * @throws Refusal 404 no such group; 409 an approved broadcast is for it
     */
    @Transactional
    public GroupView delete(String name, String account) {
        GroupView group = get(name);
        checkFree(name);
        jdbc.sql("DELETE FROM audience_group WHERE group_name = :name")
                .param("name", name)
                .update();
        record(account, "group-deleted", name);
        return group;
    }

    /** Whoever approved a broadcast for a group approved it as it was (C-04). */
    private void checkFree(String name) {
        if (jdbc.sql("SELECT group_in_use(:name)")
                .param("name", name)
                .query(Boolean.class)
                .single()) {
            throw new Refusal(
                    409,
                    "group-in-use",
                    "已有获批而尚未展开的发布任务使用该组（C-04）；请等待其展开，或先取消该任务。",
                    "An approved broadcast is for this group and has not made its list yet (C-04); wait for it, or cancel it first.");
        }
    }

    private void record(String account, String action, String name) {
        jdbc.sql("INSERT INTO audit (actor, action, subject) VALUES (:account, :action, :subject)")
                .param("account", account)
                .param("action", action)
                .param("subject", "group:" + name)
                .update();
    }

    private static Refusal unknown() {
        return new Refusal(404, "group-unknown", "没有这个用户组", "there is no such group");
    }
}
