package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.alert.Violation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may speak for whom (C-01): an account sends in the names its source was given, and in no other. Asked before anything is
 * stored, so that nobody takes another's identity.
 */
@Component
class Senders {
    private static final String TROUBLE = SqlFile.read("ingest/find-source-trouble");
    private static final String SIGNER = SqlFile.read("ingest/find-signer");

    private static final Map<String, Violation> WORDS = Stream.of(
                    new Violation(
                            "account-closed",
                            "",
                            "该账号已关闭，不再接收其消息（C-01）；请联系管理员。",
                            "The account is closed; nothing of it is taken (C-01). Ask the administrator."),
                    new Violation(
                            "source-unlisted",
                            "",
                            "该来源不在获准发布的部门之列（C-01）；请管理员登记来源后重新提交。",
                            "This source is not among those that may send (C-01); have it registered, then send it again."),
                    new Violation(
                            "sender-not-yours",
                            "",
                            "该账号不得以此发送者的名义发送（C-01）；请核对 sender 或 senderCode，或请管理员登记。",
                            "This account may not send in this sender's name (C-01); check sender or senderCode, or have it"
                                    + " registered."))
            .collect(Collectors.toUnmodifiableMap(Violation::code, Function.identity()));

    private final JdbcClient jdbc;

    Senders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose key an account without one of its own signs with: its department's; a person, known by a password, none. */
    String signerOf(String account) {
        return jdbc.sql(SIGNER).param("account", account).query(String.class).single();
    }

    /** @throws Refusal 403 saying why this account does not send for this sender */
    void check(String account, String sender) {
        String trouble = jdbc.sql(TROUBLE)
                .param("account", account)
                .param("sender", sender)
                .query(String.class)
                .optional()
                .orElse(null);
        if (trouble != null) {
            throw new Refusal(403, List.of(WORDS.get(trouble)));
        }
    }
}
