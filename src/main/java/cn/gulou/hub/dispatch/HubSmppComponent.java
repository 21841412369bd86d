package cn.gulou.hub.dispatch;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.smpp.SmppComponent;
import org.apache.camel.component.smpp.SmppEndpoint;

/**
 * camel-smpp with the hub's own binding, which loses no receipt and no link. Takes two more endpoint options, portName
 * and session: they name the bind, and make the endpoint of each bind its own.
 */
// Without the annotation every option of the endpoint is silently dropped (spike/smpp/FACTS.md §1).
@org.apache.camel.spi.annotations.Component("smpp,smpps")
class HubSmppComponent extends SmppComponent {
    private final Ports ports;
    private final Answers answers;
    private final DispatchSettings.Common settings;
    private final Clock clock;

    HubSmppComponent(Ports ports, Answers answers, DispatchSettings settings, Clock clock) {
        this.ports = ports;
        this.answers = answers;
        this.settings = settings.dispatch();
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the component declares it
    protected Endpoint createEndpoint(String uri, String remaining, Map parameters) throws Exception {
        Port port = ports.port((String) parameters.remove("portName"));
        int session = Integer.parseInt((String) parameters.remove("session"));
        SmppEndpoint endpoint = (SmppEndpoint) super.createEndpoint(uri, remaining, parameters);
        endpoint.getConfiguration().setSessionStateListener(port.link(session));
        endpoint.setBinding(new HubBinding(endpoint.getConfiguration(), port, session, answers, settings, clock));
        return endpoint;
    }
}
