package cn.gulou.hub.dispatch;

import cn.gulou.hub.privacy.Sealing;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.smpp.OwnSessionProducer;
import org.apache.camel.component.smpp.SmppComponent;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.apache.camel.component.smpp.SmppEndpoint;

/**
 * camel-smpp with sessions of our own, which lose no receipt and no link. Takes two more endpoint options, portName
 * and session: they name the bind, and make the endpoint of each bind its own.
 */
// Without the annotation every option of the endpoint is silently dropped (spike/smpp/FACTS.md §1).
@org.apache.camel.spi.annotations.Component("smpp,smpps")
class HubSmppComponent extends SmppComponent {
    private final Ports ports;
    private final Answers answers;
    private final DispatchSettings.Common settings;
    private final Clock clock;
    private final Deliveries deliveries;
    private final Sealing sealing;
    private final SSLSocketFactory tls;

    HubSmppComponent(
            Ports ports,
            Answers answers,
            Deliveries deliveries,
            Sealing sealing,
            DispatchSettings settings,
            Clock clock) {
        this.ports = ports;
        this.answers = answers;
        this.deliveries = deliveries;
        this.sealing = sealing;
        this.settings = settings.dispatch();
        this.clock = clock;
        this.tls = TrustStore.sockets(this.settings.trustStore(), this.settings.trustStorePassword());
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the component declares it
    protected Endpoint createEndpoint(String uri, String remaining, Map parameters) throws Exception {
        Port port = ports.port((String) parameters.remove("portName"));
        Link link = port.link(Integer.parseInt((String) parameters.remove("session")));
        SmppConfiguration configuration = getConfiguration().copy();
        configuration.configureFromURI(new URI(uri));
        SmppEndpoint endpoint = new PortEndpoint(uri, configuration, port, link);
        setProperties(endpoint, parameters);
        configuration.setSessionStateListener(link);
        Submit submit = new Submit(port, link, answers.of(port.settings().answers()), sealing, settings, clock);
        endpoint.setBinding(new HubBinding(configuration, submit));
        return endpoint;
    }

    /** One bind of a port. */
    private final class PortEndpoint extends SmppEndpoint {
        private final Port port;
        private final Link link;

        PortEndpoint(String uri, SmppConfiguration configuration, Port port, Link link) {
            super(uri, HubSmppComponent.this, configuration);
            this.port = port;
            this.link = link;
        }

        @Override
        public Producer createProducer() {
            var connections =
                    new PortConnections(settings.bindTimeout(), port.settings().tls() ? tls : null);
            return new OwnSessionProducer(
                    this,
                    getConfiguration(),
                    () -> new PipelinedSession(connections, port, link, deliveries, settings));
        }
    }
}
