package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubHeadersTest {
    private final HubHeaders headers = new HubHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelJmsDestinationName",
                "camelJmsDestinationName",
                "CAMELSQLQUERY",
                "cAmElFileName",
                "CamelHttpUri",
                "org.apache.camel.Anything",
                "_AMQ_DUPL_ID",
                "account",
                "JMSXGroupID",
                "JMSXUserID",
                "failedroute"
            })
    void nothingThatCouldSteerARouteComesIn(String name) {
        assertThat(headers.applyFilterToExternalHeaders(name, "x", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelJmsDestinationName", "camelFileName", "Authorization", "account", "breadcrumbId"})
    void nothingOfARouteGoesOut(String name) {
        assertThat(headers.applyFilterToCamelHeaders(name, "x", null)).isTrue();
    }
}
