package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.WordingDesk.json;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders about broadcasts held for prohibited content, and what the ledger says of them. */
final class HeldContent {
    static final String REASON = "reason=looked at it";

    private final JdbcClient jdbc;
    private final WordingDesk desk;

    HeldContent(JdbcClient jdbc, WordingDesk desk) {
        this.jdbc = jdbc;
        this.desk = desk;
    }

    /** Takes out what a test added to the lists. */
    void theShippedListsOnly() {
        jdbc.sql("DELETE FROM prohibited_term WHERE added_by <> 'hub'").update();
        jdbc.sql("DELETE FROM permitted_wording WHERE added_by <> 'hub'").update();
    }

    static String interception(String broadcast) {
        return "/broadcasts/" + broadcast + "/interception";
    }

    String approval(String broadcast) {
        String seen = desk.get("approver", "/broadcasts/" + broadcast, 200)
                .json()
                .at("/contentHash")
                .asText();
        return json("decision=approve", "approvalReference=R-1", "approvedHash=" + seen);
    }

    List<String> openAlarms() {
        return list("SELECT kind || ' ' || subject FROM alarm WHERE ended_at IS NULL ORDER BY alarm_id");
    }

    List<String> list(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }
}
