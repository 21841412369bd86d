package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages' door: login, console, health and metrics, and what JMX lets through. */
class PagesIT extends HubIT {
    private static final String JOLOKIA = "/hawtio/jolokia/";
    private static final String ROUTE = "org.apache.camel:context=hub,name=!%22list-unmatched!%22,type=routes";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "upstream,403",
        "drafter,403",
        "approver,403",
        "operator,200",
        "auditor,200",
        "engineer,200",
        "admin,200"
    })
    void showsTheConsoleOnlyTo(String account, int status) {
        assertThat(face.get(account, "/hawtio/").status()).isEqualTo(status);
        assertThat(face.get(account, JOLOKIA + "version").status()).isEqualTo(status);
        // Spring switches the export off in tests: then it is not there for those who may.
        assertThat(face.get(account, "/actuator/prometheus").status()).isIn(status, status == 200 ? 404 : status);
        assertThat(face.get(null, JOLOKIA + "version").status()).isEqualTo(401);
    }

    @Test
    void sendsABrowserToTheLoginForm_whoseCookieIsStrict() throws Exception {
        HttpClient browser = HttpClient.newHttpClient();
        HttpResponse<String> asked = page(browser, "/hawtio/", null);
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location").orElse("")).endsWith("/login");

        HttpResponse<String> form = page(browser, "/login", null);
        String before = cookies(form);
        String token = form.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> in = signIn(browser, "username=engineer&password=engineer-demo", token, before);

        assertThat(in.headers().firstValue("Location").orElse("")).doesNotContain("wrong");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("GULOU=").contains("HttpOnly", "SameSite=Strict"));
        assertThat(page(browser, "/", cookies(in)).body()).contains("engineer", "/hawtio");
    }

    @Test
    void refusesALoginWithoutTheFormsToken() throws Exception {
        HttpResponse<String> in =
                signIn(HttpClient.newHttpClient(), "username=engineer&password=engineer-demo", "x", "");

        assertThat(in.statusCode()).isEqualTo(403);
    }

    @Test
    void tellsHealthToThisMachine_andDetailsToWhoMayKnow() {
        assertThat(face.get(null, "/actuator/health").json().path("status").asText())
                .isEqualTo("UP");
        assertThat(face.get(null, "/actuator/health").json().has("components")).isFalse();
        assertThat(face.get("upstream", "/actuator/health").json().has("components"))
                .isFalse();
        assertThat(face.get("auditor", "/actuator/health").json().path("components"))
                .anySatisfy(part -> assertThat(part.path("status").asText()).isEqualTo("UP"));
        assertThat(face.get(null, "/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(face.get(null, "/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(face.get(null, "/actuator/env").status()).isEqualTo(401);
        assertThat(face.get("admin", "/actuator/env").status()).isEqualTo(404);
    }

    @Test
    void letsTheEngineerStopAndStartARoute_andTheAuditorNot() {
        assertThat(jmx("auditor", "exec/" + ROUTE + "/stop()")).isEqualTo(403);
        assertThat(jmx("engineer", "exec/" + ROUTE + "/stop()")).isEqualTo(200);
        assertThat(face.get("auditor", JOLOKIA + "read/" + ROUTE + "/State")
                        .json()
                        .path("value")
                        .asText())
                .isEqualTo("Stopped");
        assertThat(jmx("engineer", "exec/" + ROUTE + "/start()")).isEqualTo(200);
    }

    @Test
    void describesEveryRouteAndNamesItsRoom() {
        var routes = face.get("auditor", JOLOKIA + "read/org.apache.camel:type=routes,*/Description,RouteGroup")
                .json()
                .path("value");

        assertThat(routes.size()).isGreaterThan(40);
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.path("Description").asText()).isNotBlank().doesNotContain("{{");
            assertThat(route.path("RouteGroup").asText()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec/java.lang:type=Memory/gc",
                "exec/com.sun.management:type=DiagnosticCommand/vmSystemProperties",
                "exec/org.apache.camel:context=hub,name=!%22hub!%22,type=context/stop()",
                "exec/org.apache.camel:context=hub,name=!%22hub!%22,type=context/dumpRoutesAsXml(boolean)/true",
                "write/java.lang:type=Memory/Verbose/true",
                "read/java.lang:type=Runtime/SystemProperties",
            })
    void letsNobodyDoMore(String command) {
        assertThat(jmx("admin", command)).isEqualTo(403);
    }

    @Test
    void writesNothingToJmxWithoutTheToken() {
        Face.Answer answer =
                face.post("engineer", "/hawtio/jolokia", "{\"type\":\"read\",\"mbean\":\"java.lang:type=Memory\"}");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void showsNoPasswordAndNoMessageAnywhereInJmx() {
        for (String domain : List.of("org.apache.camel", "org.apache.activemq.artemis", "java.lang")) {
            String all = face.get("admin", JOLOKIA + "read/" + domain + ":*?ignoreErrors=true&maxDepth=4")
                    .response()
                    .body();
            assertThat(all)
                    .contains(domain)
                    .doesNotContain("RAW(", "password=demo", "password\":\"demo", "keyset.json");
        }
    }

    private int jmx(String account, String command) {
        return face.get(account, JOLOKIA + command).json().path("status").asInt();
    }

    private HttpResponse<String> page(HttpClient browser, String path, String cookies)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept", "text/html");
        if (cookies != null) {
            request.header("Cookie", cookies);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(HttpClient browser, String form, String token, String cookies)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String cookies(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
    }
}
