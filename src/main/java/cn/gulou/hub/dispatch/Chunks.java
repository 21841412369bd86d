package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out tokens for chunks that may go: after expansion, after a pause, in the morning, when a retry is due. */
@Component("chunks")
public class Chunks {
    private static final String TAKE = SqlFile.read("dispatch/take-waiting-chunks");
    private static final String GIVE_BACK = SqlFile.read("dispatch/give-back-chunk");
    private static final String RECOVER = SqlFile.read("dispatch/recover-chunks");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int queuedChunks;
    /** True when chunks may stand as queued that have no token: an answer of the database was lost. */
    private volatile boolean inDoubt;

    Chunks(JdbcClient jdbc, Clock clock, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.queuedChunks = settings.dispatch().queuedChunks();
    }

    /** Marks chunks as queued and gives their tokens; whoever calls must queue them or give them back. */
    public List<Token> takeWaiting() {
        if (inDoubt) {
            jdbc.sql(RECOVER).update();
        }
        inDoubt = true;
        List<Token> taken = jdbc.sql(TAKE)
                .param("queuedChunks", queuedChunks)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Token(
                        row.getLong("broadcast_id"),
                        row.getInt("chunk_no"),
                        row.getString("kind"),
                        row.getString("source_address"),
                        row.getInt("priority")))
                .list();
        inDoubt = false;
        return taken;
    }

    /** The broker did not take the token: the chunk waits again. */
    public void giveBack(Token token) {
        boolean before = inDoubt;
        inDoubt = true;
        jdbc.sql(GIVE_BACK).params(token.parameters()).update();
        inDoubt = before;
    }
}
