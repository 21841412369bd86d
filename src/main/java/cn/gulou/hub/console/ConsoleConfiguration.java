package cn.gulou.hub.console;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ModelToXMLDumper;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the Hawtio console shows. */
@Configuration
class ConsoleConfiguration implements WebMvcConfigurer {

    @Bean
    CamelContextConfiguration routeSources() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getCamelContextExtension().addContextPlugin(ModelToXMLDumper.class, new RouteSources());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }

    /** Typed by hand without the slash, it should still be found. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/hawtio", "/hawtio/");
    }
}
