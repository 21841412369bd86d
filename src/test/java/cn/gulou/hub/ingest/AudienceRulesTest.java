package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.AudienceDefinition;
import cn.gulou.hub.alert.Kind;
import cn.gulou.hub.alert.Refusal;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceRulesTest {
    private static final AudienceRules RULES =
            new AudienceRules(Set.of("WHOLE-NETWORK"), Set.of("110000", "110000000000", "11000000000000"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the whole-network group | \"groups\": [\"WHOLE-NETWORK\"] | whole-network | true |",
                "the whole city | \"geocodes\": [\"110000\"] | whole-network | true |",
                "the whole city in two ways | \"geocodes\": [\"110000\", \"110000000000\"] | whole-network | true |",
                "both | \"groups\": [\"WHOLE-NETWORK\"], \"geocodes\": [\"110000\"] | whole-network | true |",
                "asked for outright | \"wholeNetwork\": true | whole-network | true |",
                "a district | \"geocodes\": [\"110108\"] | targeted | false | area-not-resolvable",
                "a district and the city | \"geocodes\": [\"110000\", \"110108\"] | targeted | false | area-not-resolvable",
                "the city and a circle | \"geocodes\": [\"110000\"], \"circles\": [{\"lng\": 116, \"lat\": 39, \"radiusMetres\": 1}]"
                        + " | targeted | false | area-not-resolvable",
                "everyone in a district | \"groups\": [\"WHOLE-NETWORK\"], \"geocodes\": [\"110108\"] | targeted | false"
                        + " | area-not-resolvable",
                "a group | \"groups\": [\"rangers\"] | targeted | true |",
                "two groups | \"groups\": [\"rangers\", \"wardens\"] | targeted | true |",
                "numbers | \"numbers\": [\"13800000000\"] | targeted | true |",
                "numbers who live in the city | \"numbers\": [\"13800000000\"], \"geocodes\": [\"110000\"] | targeted | true |",
                "a group in a district | \"groups\": [\"rangers\"], \"geocodes\": [\"110108\"] | targeted | false | group-and-area",
                "numbers in an empty ring | \"numbers\": [\"13800000000\"], \"polygons\": [[]] | targeted | false | group-and-area",
                "everyone and a group | \"groups\": [\"WHOLE-NETWORK\", \"rangers\"] | targeted | false | everyone-and-some",
                "everyone and a number | \"wholeNetwork\": true, \"numbers\": [\"13800000000\"] | targeted | false | everyone-and-some",
                "nobody | \"groups\": [] | targeted | false |",
                "an empty ring | \"polygons\": [[]] | targeted | false | area-not-resolvable",
            })
    void neverWidens(String label, String audience, String kind, boolean resolvable, String reason) {
        AudienceRules.Decision decision = decide("Actual", audience, "");

        AudienceDefinition definition = decision.audience();
        assertThat(decision.kind()).as(label).isEqualTo(Kind.of(kind));
        assertThat(definition.wholeNetwork()).as(label).isEqualTo(kind.equals("whole-network"));
        assertThat(definition.resolvable()).as(label).isEqualTo(resolvable);
        assertThat(Readings.codes(definition.unresolved()))
                .as(label)
                .containsExactlyElementsOf(reason == null ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @CsvSource({"Exercise", "Test", "Draft", "System"})
    void whatIsNotActualIsADrill(String status) {
        assertThat(decide(status, "\"wholeNetwork\": true", "").kind()).isEqualTo(Kind.DRILL);
    }

    @Test
    void refusesAKindThatDoesNotFit() {
        Assertions.assertThatThrownBy(
                        () -> decide("Actual", "\"groups\": [\"rangers\"]", "\"kind\": \"whole-network\","))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(422);
                    assertThat(Readings.codes(refusal)).containsExactly("kind-contradicts-audience");
                });
    }

    private static AudienceRules.Decision decide(String status, String audience, String more) {
        return RULES.decide(Readings.json(
                        """
                        {"identifier": "t-1", "sender": "s", "sent": "2026-11-23T15:05:00+08:00", "status": "%s", %s
                         "msgType": "Alert", "scope": "Public", "smsText": "大风", "audience": {%s}}"""
                                .formatted(status, more, audience))
                .alert());
    }
}
