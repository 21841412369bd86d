package cn.gulou.hub.watch;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the duty group of alarms by SMS, over ports that work. What is raised within {@code notice-interval} stands together
 * in one notice, and none is made while one still waits: a storm of alarms is a few messages. A notice raises no alarm; the
 * alarms of one that reached nobody are untold, which is said of them, and stand in the next.
 */
@Component("notices")
public class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** Notices that might have been made before it is said that none could. */
    private static final int PATIENCE = 3;

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final NoticeBroadcast broadcast;
    private final WatchSettings settings;
    private boolean complained;

    Notices(Ledger ledger, PlatformTransactionManager transactions, NoticeBroadcast broadcast, WatchSettings settings) {
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.broadcast = broadcast;
        this.settings = settings;
    }

    /** An alarm nobody was told of. */
    record Untold(long alarmId, String wordsZh, String subject, boolean overdue) {}

    /** Makes one notice of all that nobody was told of yet, if one may be made now. */
    public void tell() {
        if (settings.dutyGroup().isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            List<Untold> untold = ledger.sql("list-untold").query(Untold.class).list();
            if (!untold.isEmpty() && mayTellNow()) {
                lane().ifPresent(lane -> tell(untold, lane));
            }
        });
    }

    /** Sees what became of the notices: who is told of what, and of what nobody could be told. */
    public void settle() {
        if (settings.dutyGroup().isEmpty()) {
            return;
        }
        OffsetDateTime now = ledger.now();
        transaction.executeWithoutResult(status -> {
            ledger.sql("settle-notices")
                    .param("now", now)
                    .param("oldest", now.minus(settings.noticeValidity()))
                    .update();
            ledger.sql("note-untold")
                    .param("now", now)
                    .param("patience", now.minus(settings.noticeInterval().multipliedBy(PATIENCE)))
                    .update();
        });
    }

    /** Moves notices away from ports that have stopped working since. */
    public void move() {
        ledger.sql("move-notices").update();
    }

    private boolean mayTellNow() {
        boolean waits = ledger.sql("ask-notice-waits")
                .param("interval", settings.noticeInterval().toSeconds())
                .param("now", ledger.now())
                .query(Boolean.class)
                .single();
        return !waits && groupIsThere();
    }

    private boolean groupIsThere() {
        boolean there = ledger.sql("ask-group-members")
                .param("group", settings.dutyGroup())
                .query(Boolean.class)
                .single();
        if (!there && !complained) {
            LOG.error("hub.watch.duty-group: group {} has no members, nobody is told of alarms", settings.dutyGroup());
        }
        complained = !there;
        return there;
    }

    /** Ports that work now: their own, then targeted ones, then whole-network ones; none: what waits is told later. */
    private Optional<NoticeBroadcast.Lane> lane() {
        return ledger.sql("find-lane").query(NoticeBroadcast.Lane.class).optional();
    }

    private void tell(List<Untold> untold, NoticeBroadcast.Lane lane) {
        long broadcastId = broadcast.make(NoticeText.of(untold), lane);
        ledger.sql("insert-notice")
                .param("broadcastId", broadcastId)
                .param("alarms", untold.stream().map(Untold::alarmId).toArray(Long[]::new))
                .param("now", ledger.now())
                .update();
    }
}
