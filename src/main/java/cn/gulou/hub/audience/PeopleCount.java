package cn.gulou.hub.audience;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Proposed;
import cn.gulou.hub.alert.SqlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts whom a broadcast would reach, by the functions that expansion inserts from; names nobody. */
@Component("peopleCount")
public class PeopleCount {
    private static final String COUNT = SqlFile.read("audience/count-people");
    private static final String NAMED = SqlFile.read("audience/count-named");

    /** A count of fewer people tells something about each. */
    private static final int FEW = 20;

    /** The role that records who declined may know who did. */
    private static final String KEEPS_THE_REGISTER = "operator";

    private final JdbcClient jdbc;

    PeopleCount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** People of one district; its code is null where it is not known. */
    public record District(String district, long recipients, long optedOut, long visitors) {}

    /**
     * People.
     *
     * @param recipients all who are meant, each once; those who declined included
     * @param receive those who would get it
     * @param optedOut those who declined (C-09); null: not told
     * @param duplicates how often a person was named once more; null: not told
     * @param visitors null: not told
     * @param atMost the counts are ceilings, and nothing is told that would tell something about one person
     */
    public record People(
            long recipients,
            long receive,
            Long optedOut,
            Long duplicates,
            Long visitors,
            List<District> byDistrict,
            boolean atMost) {

        private static People atMost(long mentions) {
            return new People(mentions, mentions, null, null, null, List.of(), true);
        }
    }

    /** @param roles of who asks, comma-separated */
    public People count(Proposed proposed, String roles) {
        AudienceDefinition audience = proposed.audience();
        boolean named = !audience.groups().isEmpty() || audience.numberCount() > 0;
        Map<String, Object> who = new LinkedHashMap<>();
        boolean drill = proposed.kind() == Kind.DRILL;
        who.put("drill", drill && audience.resolvable());
        who.put("named", !drill && audience.resolvable() && named);
        who.put("everyone", audience.resolvable() && !named && audience.wholeNetwork());
        who.put("indexes", proposed.numberIndexes().toArray(byte[][]::new));
        who.put("groups", audience.groups().toArray(String[]::new));
        List<District> districts =
                jdbc.sql(COUNT).params(who).query(District.class).list();
        long mentions = jdbc.sql(NAMED).params(who).query(Long.class).single();
        People people = of(districts, drill ? 0 : mentions);
        boolean few = !proposed.numberIndexes().isEmpty() || people.recipients() < FEW;
        boolean mayKnow = List.of(roles.split(",")).contains(KEEPS_THE_REGISTER);
        return named && few && !mayKnow ? People.atMost(mentions) : people;
    }

    private static People of(List<District> districts, long mentions) {
        long recipients = districts.stream().mapToLong(District::recipients).sum();
        long optedOut = districts.stream().mapToLong(District::optedOut).sum();
        long visitors = districts.stream().mapToLong(District::visitors).sum();
        long duplicates = mentions == 0 ? 0 : mentions - recipients;
        return new People(recipients, recipients - optedOut, optedOut, duplicates, visitors, districts, false);
    }
}
