package cn.gulou.hub.dispatch;

import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppBinding;
import org.apache.camel.component.smpp.SmppCommand;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.jsmpp.session.SMPPSession;

/** Between Camel and jSMPP: a {@link Request} goes out as one PDU. What comes in never gets here: {@link Delivery}. */
final class HubBinding extends SmppBinding {
    private final Submit submit;

    HubBinding(SmppConfiguration configuration, Submit submit) {
        super(configuration);
        this.submit = submit;
    }

    @Override
    public SmppCommand createSmppCommand(SMPPSession session, Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Request request) {
            return sending -> submit.send((PipelinedSession) session, request);
        }
        // Anything else only makes a lazy session bind: see the route port-watch.
        return nothing -> {};
    }
}
