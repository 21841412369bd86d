package cn.gulou.hub.dispatch;

import cn.gulou.hub.privacy.Sealing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.smpp.SmppComponent;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RouteTemplateParameterSource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Makes the routes of every port from the templates smpp-port, smpp-claim, smpp-session and smpp-answers. */
@Configuration
class PortRoutes {

    /** Takes the place of Camel's own component: the bean's name is the scheme. */
    @Bean
    SmppComponent smpp(
            Ports ports,
            Answers answers,
            Deliveries deliveries,
            Sealing sealing,
            DispatchSettings settings,
            java.time.Clock clock) {
        return new HubSmppComponent(ports, answers, deliveries, sealing, settings, clock);
    }

    /**
     * A first bind keeps its thread until it succeeds, so each has one of its own: from a pool, ten sessions with a carrier
     * that is silent or refuses would keep every other from being bound at all.
     */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService bindThreads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("bind-");
        threads.setDaemon(true);
        return Executors.newCachedThreadPool(threads);
    }

    @Bean
    RouteTemplateParameterSource portRouteParameters(Ports ports, DispatchSettings settings) {
        Map<String, Map<String, Object>> routes = new LinkedHashMap<>();
        for (Port port : ports.all()) {
            PortSettings of = port.settings();
            for (int session = 0; session < port.binds().size(); session++) {
                routes.put("smpp-session-" + of.name() + "-" + session, session(of, session));
            }
            routes.put("smpp-claim-" + of.name(), Map.of("templateId", "smpp-claim", "name", of.name()));
            routes.put("smpp-answers-" + of.name(), Map.of("templateId", "smpp-answers", "name", of.name()));
            routes.put("smpp-port-" + of.name(), port(of, settings.dispatch().consumers()));
        }
        return new RouteTemplateParameterSource() {
            @Override
            public Map<String, Object> parameters(String routeId) {
                return new LinkedHashMap<>(routes.get(routeId));
            }

            @Override
            public Set<String> routeIds() {
                return routes.keySet();
            }
        };
    }

    private static Map<String, Object> port(PortSettings port, int consumers) {
        return Map.of(
                "templateId", "smpp-port",
                "name", port.name(),
                "kind", port.kind().wireName(),
                "sourceAddress", port.sourceAddress(),
                "consumers", consumers);
    }

    private static Map<String, Object> session(PortSettings port, int session) {
        return Map.of(
                "templateId", "smpp-session",
                "name", port.name(),
                "session", session,
                "host", port.host(),
                "port", port.port(),
                "systemId", port.systemId(),
                "systemType", port.systemType());
    }

    @Bean
    CamelContextConfiguration portDescriptions() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .addModelLifecycleStrategy(descriptions());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing to do
            }
        };
    }

    /** Camel leaves {{name}} in the description of a route made from a template; people read it in the console. */
    private static ModelLifecycleStrategySupport descriptions() {
        return new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition route) {
                if (route.getTemplateParameters() != null && route.getDescription() != null) {
                    route.getTemplateParameters()
                            .forEach((name, value) -> route.setDescription(
                                    route.getDescription().replace("{{" + name + "}}", String.valueOf(value))));
                }
            }
        };
    }
}
