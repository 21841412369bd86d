package cn.gulou.hub.compliance;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Accounts as people see them: masked (C-41). */
@Component
class AccountViews {
    private final Ledger ledger;
    private final People people;

    AccountViews(Ledger ledger, People people) {
        this.ledger = ledger;
        this.people = people;
    }

    List<AccountView> all() {
        return ledger.sql("list-accounts").query(this::read).list();
    }

    Optional<AccountView> find(String account) {
        return all().stream().filter(one -> one.account().equals(account)).findFirst();
    }

    private AccountView read(ResultSet row, int number) throws SQLException {
        People.Masked person = people.masked(
                row.getBytes("name_sealed"), row.getBytes("mobile_sealed"), row.getBytes("id_number_sealed"));
        return new AccountView(
                row.getString("account"),
                row.getString("origin"),
                texts(row.getArray("roles")),
                row.getString("department"),
                row.getString("party"),
                texts(row.getArray("addresses")),
                person.name(),
                person.mobile(),
                person.idNumber(),
                row.getObject("password_due") != null,
                time(row, "opened_at"),
                time(row, "changed_at"),
                time(row, "closed_at"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static String time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }
}
