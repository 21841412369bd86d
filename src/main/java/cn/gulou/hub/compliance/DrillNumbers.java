package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.NumberList;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.PostConstruct;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The numbers a drill may reach, and nobody else. Replaced by two people; read back as a count. */
@Component("drillNumbers")
public class DrillNumbers {
    private static final int MOST = 10_000;

    private final Ledger ledger;
    private final Sealing sealing;
    private final TwoPeople twoPeople;
    private final DrillSettings settings;

    DrillNumbers(Ledger ledger, Sealing sealing, TwoPeople twoPeople, DrillSettings settings) {
        this.ledger = ledger;
        this.sealing = sealing;
        this.twoPeople = twoPeople;
        this.settings = settings;
    }

    /** A list that waits for its second person: the numbers lie sealed, in Base64. */
    record Wanted(int count, List<String> sealed) {}

    /** How many drill numbers there are, and on whose word. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(int numbers, OffsetDateTime changedAt) {}

    /** Puts the numbers of a demo's settings into the ledger. */
    @PostConstruct
    void storeOfSettings() {
        List<String> numbers = settings.numbers().stream()
                .map(number -> PhoneNumbers.normalise(number)
                        .orElseThrow(() -> new CannotStart(
                                "hub.compliance.drills.numbers holds something that is no phone number.")))
                .toList();
        replace(numbers, "settings", "settings", "settings");
    }

    /**
     * Proposes a new list; it holds once a second person has confirmed it.
     *
     * @throws Refusal 409 a list waits already; 422 a line holds no number, nobody is named, or too many are
     */
    @Transactional
    public ProposalView propose(String csv, String account) {
        List<String> numbers = NumberList.read(csv);
        if (numbers.size() > MOST) {
            throw new Refusal(422, "too-many-numbers", "演练号码最多 10000 个。", "There are 10,000 drill numbers at most.");
        }
        List<String> sealed = numbers.stream()
                .map(number -> Base64.getEncoder().encodeToString(sealing.seal(number)))
                .toList();
        return twoPeople.propose(
                ReplaceDrillNumbers.ACTION, "drill-numbers", new Wanted(numbers.size(), sealed), null, account);
    }

    public View view() {
        return ledger.sql("count-drill-numbers")
                .query((row, number) ->
                        new View(row.getInt("numbers"), row.getObject("changed_at", OffsetDateTime.class)))
                .single();
    }

    /** @param owner null: the whole list; else only what that one has put there */
    void replace(List<String> numbers, String owner, String proposedBy, String confirmedBy) {
        ledger.sql("replace-drill-numbers")
                .param("indexes", numbers.stream().map(sealing::index).toArray(byte[][]::new))
                .param("seals", numbers.stream().map(sealing::seal).toArray(byte[][]::new))
                .param("owner", owner)
                .param("proposedBy", proposedBy)
                .param("confirmedBy", confirmedBy)
                .param("now", ledger.now())
                .update();
    }

    /** The number that a proposal holds sealed. */
    String open(String sealed) {
        return sealing.openText(Base64.getDecoder().decode(sealed));
    }
}
