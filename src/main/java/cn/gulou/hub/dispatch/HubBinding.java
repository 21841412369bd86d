package cn.gulou.hub.dispatch;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppBinding;
import org.apache.camel.component.smpp.SmppCommand;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.apache.camel.component.smpp.SmppMessage;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.session.SMPPSession;

/**
 * Between Camel and jSMPP: a {@link Segment} goes out as one submit_sm; a deliver_sm or data_sm comes in as it is, see
 * {@link RawDelivery}. The stock binding parses receipts first and, when that fails, answers OK and
 * drops them.
 */
final class HubBinding extends SmppBinding {
    private final Port port;
    private final Submit submit;

    HubBinding(SmppConfiguration configuration, Port port, Submit submit) {
        super(configuration);
        this.port = port;
        this.submit = submit;
    }

    @Override
    public SmppCommand createSmppCommand(SMPPSession session, Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Segment segment) {
            return sending -> submit.send((PipelinedSession) session, segment);
        }
        // Anything else only makes a lazy session bind: see the route port-watch.
        return nothing -> {};
    }

    @Override
    public SmppMessage createSmppMessage(CamelContext context, DeliverSm deliverSm) {
        SmppMessage message = new SmppMessage(context, deliverSm, getConfiguration());
        message.setBody(RawDelivery.read(port.name(), RawDelivery.unwrap(deliverSm.getOptionalParameters())));
        return message;
    }

    /** Some carriers send receipts so. */
    @Override
    public SmppMessage createSmppMessage(CamelContext context, DataSm dataSm, String messageId) {
        SmppMessage message = new SmppMessage(context, dataSm, getConfiguration());
        message.setBody(RawDelivery.read(port.name(), RawDelivery.unwrap(dataSm.getOptionalParameters())));
        // Camel would send them back with the answer
        dataSm.setOptionalParameters();
        return message;
    }
}
