package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a grant back (C-11). One person's word is enough, for it only stops: every claim asks for the grant, and outside the
 * window what goes out under it stands still at once.
 */
@Component("grantWithdrawal")
public class GrantWithdrawal {
    private final Ledger ledger;
    private final Requests requests;

    GrantWithdrawal(Ledger ledger, Requests requests) {
        this.ledger = ledger;
        this.requests = requests;
    }

    private record Withdrawn(Grants.Grant grant, String givenFrom, String givenUntil) {}

    /** @throws Refusal 404 no such grant, or it is over; 422 no reason */
    @Transactional
    public Grants.Grant withdraw(long grantId, String body, String account) {
        String reason = Requests.needed(
                requests.read(body, Steering.Why.class).reason(),
                "reason-missing",
                "撤销授权须说明理由。",
                "To withdraw a grant, say why.");
        Withdrawn withdrawn = ledger.sql("withdraw-grant")
                .param("grantId", grantId)
                .param("account", account)
                .param("reason", reason)
                .param("now", ledger.now())
                .query(GrantWithdrawal::read)
                .optional()
                .orElseThrow(() ->
                        new Refusal(404, "grant-unknown", "没有这个授权，或已结束。", "There is no such grant, or it is over."));
        ledger.audit(
                account,
                "grant-withdrawn",
                "grant:" + grantId,
                Map.of(
                        "reference", withdrawn.grant().reference(),
                        "givenFrom", withdrawn.givenFrom(),
                        "givenUntil", withdrawn.givenUntil(),
                        "reason", reason));
        return withdrawn.grant();
    }

    private static Withdrawn read(ResultSet row, int number) throws SQLException {
        return new Withdrawn(
                Grants.grant(row, number), Ledger.time(row, "given_from"), Ledger.time(row, "given_until"));
    }
}
