package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is announced to party A (C-17): a person's own words here, changes that affect sending where they happen. */
@Component("announcements")
public class Announcements {
    /** What looks like a number of a person: it has no place in a queue (C-42). */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])(86)?1[3-9][0-9]([ -]?[0-9]{4}){2}(?![0-9])");

    private final Ledger ledger;
    private final Requests requests;

    Announcements(Ledger ledger, Requests requests) {
        this.ledger = ledger;
        this.requests = requests;
    }

    /** A person's words; in one language at least, which then stands for both. */
    record Words(String zh, String en) {}

    /** An announcement as it was made. */
    public record Announcement(
            String announcementId,
            String kind,
            String subject,
            String zh,
            String en,
            JsonNode detail,
            String announcedBy,
            String at) {}

    /** @throws Refusal 422 it says nothing, or names a phone number */
    @Transactional
    public Announcement post(String body, String account) {
        Words words = requests.read(body, Words.class);
        String zh = Requests.needed(
                words.zh() == null ? words.en() : words.zh(), "words-missing", "须填写通知内容。", "Say what is announced.");
        String en = words.en() == null || words.en().isBlank() ? zh : words.en().strip();
        if (NUMBER.matcher(zh + " " + en).find()) {
            throw new Refusal(
                    422,
                    "personal-data",
                    "通知中不得出现手机号码（C-42）。",
                    "An announcement must not name a mobile number (C-42).");
        }
        long id = ledger.sql("announce-notice")
                .param("words", ledger.toJson(Map.of("zh", zh, "en", en)))
                .param("account", account)
                .param("now", ledger.now())
                .query(Long.class)
                .single();
        return list(id).get(0);
    }

    public List<Announcement> list() {
        return list(null);
    }

    private List<Announcement> list(Long announcementId) {
        return ledger.sql("list-announcements")
                .param("announcementId", announcementId)
                .query(this::announcement)
                .list();
    }

    private Announcement announcement(ResultSet row, int number) throws SQLException {
        return new Announcement(
                row.getString("announcement_id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("zh"),
                row.getString("en"),
                ledger.fromJson(row.getString("detail"), JsonNode.class),
                row.getString("announced_by"),
                Ledger.time(row, "at"));
    }
}
