package cn.gulou.hub.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How HTTP reaches the routes. */
@Configuration
class HttpConfiguration {

    /**
     * Routes run on the thread that took the request, so server.tomcat.threads.max bounds them; the starter would queue
     * them without bound behind eight threads.
     */
    @Bean("platform-http-engine")
    PlatformHttpEngine platformHttpEngine(ServerProperties server) {
        return new SpringBootPlatformHttpEngine(server.getPort() == null ? 8080 : server.getPort(), Runnable::run);
    }

    @Bean
    TomcatErrorsLast tomcatErrors(ObjectMapper json) {
        return new TomcatErrorsLast(json);
    }

    /** After Boot's own, so that it stands inside it and answers first. */
    record TomcatErrorsLast(ObjectMapper json)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new TomcatErrors(json)));
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
