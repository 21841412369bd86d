package cn.gulou.hub.flow;

import static cn.gulou.hub.flow.Face.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What passes between the HTTP face and a route: no header that steers, and an answer to every fault. */
class FaceToRouteIT extends HubIT {
    @Autowired
    private CamelContext camel;

    @Test
    void letsNoHeaderOfTheRequestSteerARoute() throws Exception {
        replaced("list-ports", route -> route.setBody().simple("in ${headers.keySet()} ${variable.account}"), () -> {
            Face.Answer answer = face.call(
                    "operator",
                    "GET",
                    "/api/ports",
                    null,
                    BodyPublishers.noBody(),
                    "CamelHttpResponseCode",
                    "500",
                    "cAMELfilename",
                    "x",
                    "name",
                    "x",
                    "account",
                    "admin");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body())
                    .endsWith("operator")
                    .doesNotContainIgnoringCase("filename", "ResponseCode", "name,", "account");
        });
    }

    @Test
    void letsNoHeaderOfARouteOut() throws Exception {
        replaced(
                "list-ports",
                route -> route.setHeader("number")
                        .constant("8613800000000")
                        .setHeader("Location")
                        .constant("/x"),
                () -> {
                    Face.Answer answer = face.get("operator", "/api/ports");
                    assertThat(answer.header("number")).isEmpty();
                    assertThat(answer.header("Location")).isEqualTo("/x");
                });
    }

    @Test
    void saysSorryWithAnId_whenTheFaultIsTheHubs() throws Exception {
        replaced(
                "list-ports",
                route -> route.throwException(new IllegalStateException("8613800000000 is secret")),
                () -> {
                    Face.Answer answer = face.get("operator", "/api/ports");
                    assertProblem(answer, 500, "internal");
                    assertThat(answer.json().path("errorId").asText()).matches("[0-9a-f]{12}");
                    assertThat(answer.response().body()).doesNotContain("secret", "IllegalState");
                });
    }

    @Test
    void asksToComeAgain_whenTheDatabaseIsAway() throws Exception {
        Exception away = new org.springframework.jdbc.CannotGetJdbcConnectionException("no");
        replaced("list-ports", route -> route.throwException(away), () -> {
            Face.Answer answer = face.get("operator", "/api/ports");
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        });
    }

    @Test
    void asksToComeAgain_whenARouteIsStopped() throws Exception {
        camel.getRouteController().stopRoute("list-ports");
        try {
            assertProblem(face.get("operator", "/api/ports"), 503, "unavailable");
        } finally {
            camel.getRouteController().startRoute("list-ports");
        }
    }

    /** Puts another route in the place of this one for the length of a check. */
    private void replaced(
            String id, java.util.function.Consumer<org.apache.camel.model.RouteDefinition> steps, Runnable check)
            throws Exception {
        camel.getRouteController().stopRoute(id);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("direct:" + id).routeId(id + "-test").routeConfigurationId("errors-http"));
            }
        });
        try {
            check.run();
        } finally {
            camel.getRouteController().stopRoute(id + "-test");
            camel.removeRoute(id + "-test");
            camel.getRouteController().startRoute(id);
        }
    }
}
