package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * People who stand among those who declined by mistake: a correction is proposed with its reason, and never anything else
 * takes a person out of the register (C-09).
 */
@Component("optOutCorrections")
public class OptOutCorrections {
    private final Requests requests;
    private final TwoPeople twoPeople;
    private final Sealing sealing;

    OptOutCorrections(Requests requests, TwoPeople twoPeople, Sealing sealing) {
        this.requests = requests;
        this.twoPeople = twoPeople;
        this.sealing = sealing;
    }

    /** Whose record is wrong, and why. */
    record Wanted(List<String> numbers, String reason) {}

    /** What a proposal holds: how many, and their keyed indexes in Base64. */
    record Content(int people, Sealed sealed) {}

    record Sealed(List<String> indexes) {}

    /** @throws Refusal 422 one is no phone number, or no reason is given; 409 a correction waits already */
    @Transactional
    public ProposalView propose(String body, String account) {
        Wanted wanted = requests.read(body, Wanted.class);
        String reason = Requests.needed(wanted.reason(), "reason-missing", "须说明理由。", "Say why.");
        List<String> indexes = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (int position = 0; position < wanted.numbers().size(); position++) {
            String where = "/numbers/" + position;
            PhoneNumbers.normalise(wanted.numbers().get(position))
                    .ifPresentOrElse(
                            number -> indexes.add(Base64.getEncoder().encodeToString(sealing.index(number))),
                            () -> violations.add(
                                    new Violation("not-a-number", where, "不是电话号码。", "This is no phone number.")));
        }
        if (!violations.isEmpty()) {
            throw new Refusal(422, violations);
        }
        return twoPeople.propose(
                CorrectOptOuts.ACTION, "opt-outs", new Content(indexes.size(), new Sealed(indexes)), reason, account);
    }
}
