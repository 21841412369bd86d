package cn.gulou.hub.audience;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People never sent to again (C-09). */
@Component("optOuts")
public class OptOuts {
    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;

    OptOuts(JdbcClient jdbc, Sealing sealing, Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Who, and why. */
    public record Request(List<String> numbers, String reason) {}

    /** How many are new in the register, of how many asked. */
    public record Answer(int recorded, int known) {}

    /** Records people, all or none. */
    @Transactional
    public Answer record(Request request, String account) {
        List<String> numbers = normalise(request.numbers());
        int recorded = 0;
        for (String number : numbers) {
            recorded += jdbc.sql(
                            """
                            INSERT INTO opt_out (number_index, since, reason, recorded_by)
                            VALUES (:index, :now, :reason, :account) ON CONFLICT DO NOTHING""")
                    .param("index", sealing.index(number))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("reason", request.reason() == null ? "request" : request.reason())
                    .param("account", account)
                    .update();
        }
        jdbc.sql(
                        """
                        INSERT INTO audit (actor, action, subject, detail)
                        VALUES (:account, 'opt-outs-recorded', 'opt-outs', jsonb_build_object('recorded', :recorded::int))""")
                .param("account", account)
                .param("recorded", recorded)
                .update();
        return new Answer(recorded, numbers.size() - recorded);
    }

    private static List<String> normalise(List<String> written) {
        List<String> numbers = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (int position = 0; position < written.size(); position++) {
            String where = "/numbers/" + position;
            PhoneNumbers.normalise(written.get(position))
                    .ifPresentOrElse(
                            numbers::add,
                            () -> violations.add(new Violation("not-a-number", where, "不是电话号码", "is no phone number")));
        }
        if (!violations.isEmpty()) {
            throw new Refusal(422, violations);
        }
        return numbers.stream().distinct().toList();
    }
}
