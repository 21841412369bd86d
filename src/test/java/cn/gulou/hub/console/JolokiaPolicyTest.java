package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class JolokiaPolicyTest {
    private static final String ROUTE = "org.apache.camel:context=hub,type=routes,name=\"ingest\"";

    private boolean guarantee;
    private final JolokiaPolicy policy = new JolokiaPolicy(() -> guarantee);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsOnlyEngineerAndAdminStartAndStopRoutes(Role role) throws MalformedObjectNameException {
        signIn(role);

        for (String operation : List.of("start()", "stop()", "suspend()", "resume()")) {
            assertThat(policy.isOperationAllowed(new ObjectName(ROUTE), operation))
                    .isEqualTo(role == Role.ENGINEER || role == Role.ADMIN);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsNobodyStartOrStopARoute_inASpecialGuaranteePeriod(Role role) throws MalformedObjectNameException {
        signIn(role);
        guarantee = true;

        assertThat(policy.isOperationAllowed(new ObjectName(ROUTE), "stop()")).isFalse();
        assertThat(policy.isOperationAllowed(new ObjectName(ROUTE), "dumpRouteAsXml()"))
                .isTrue();
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.camel:context=hub,type=routes,name=\"a\"        | remove()",
                "org.apache.camel:context=hub,type=routes,name=\"a\"        | stop(long)",
                "org.apache.camel:context=hub,type=routes,name=\"a\"        | updateRouteFromXml(java.lang.String)",
                "org.apache.camel:context=hub,type=routes,name=\"a\"        | dumpRouteAsXml(boolean)",
                "org.apache.camel:context=hub,type=routes,*                 | stop()",
                "org.apache.camel:context=hub,type=context,name=\"hub\"     | stop()",
                "org.apache.camel:context=hub,type=context,name=\"hub\"     | dumpRoutesAsXml(boolean)",
                "org.apache.camel:context=hub,type=context,name=\"hub\"     | sendBody(java.lang.String,java.lang.Object)",
                "org.apache.camel:context=hub,type=tracer,name=BacklogTracer | dumpAllTracedMessagesAsXml()",
                "org.apache.camel:context=hub,type=endpoints,name=\"x\"     | browseAllMessagesAsXml(java.lang.Boolean)",
                "org.apache.activemq.artemis:broker=\"hub\"                 | listMessages()",
                "org.apache.activemq.artemis:broker=\"hub\"                 | createQueue(java.lang.String)",
                "java.lang:type=Memory                                      | gc()",
                "com.sun.management:type=DiagnosticCommand                  | vmSystemProperties()",
                "hawtio:type=security,name=x                                | anything()",
            })
    void forbidsEverythingElse_evenToTheAdmin(String name, String operation) throws MalformedObjectNameException {
        signIn(Role.ADMIN);

        assertThat(policy.isOperationAllowed(new ObjectName(name), operation)).isFalse();
    }

    @Test
    void readsButNeverWrites() throws MalformedObjectNameException {
        ObjectName route = new ObjectName(ROUTE);

        assertThat(policy.isAttributeReadAllowed(route, "ExchangesTotal")).isTrue();
        assertThat(policy.isAttributeWriteAllowed(route, "TracingEnabled")).isFalse();
        assertThat(policy.isTypeAllowed(RequestType.WRITE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang:type=Runtime | SystemProperties",
                "java.lang:type=Runtime | InputArguments",
                "org.apache.activemq.artemis:broker=\"hub\" | FirstMessageAsJSON",
                "com.zaxxer.hikari:type=PoolConfig | Anything",
            })
    void hidesSecretsAndMessages(String name, String attribute) throws MalformedObjectNameException {
        assertThat(policy.isAttributeReadAllowed(new ObjectName(name), attribute))
                .isFalse();
    }

    private static void signIn(Role role) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("somebody", null, List.of(role)));
    }
}
