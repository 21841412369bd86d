package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.InboundPdu;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.smpp.SmppBinding;
import org.apache.camel.component.smpp.SmppCommand;
import org.apache.camel.component.smpp.SmppConfiguration;
import org.apache.camel.component.smpp.SmppMessage;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.session.SMPPSession;

/**
 * Between Camel and jSMPP: a {@link Segment} goes out as one submit_sm; a deliver_sm
 * comes in raw as an {@link InboundPdu}. The stock binding parses receipts first and, when that fails, answers OK and
 * drops them.
 */
final class HubBinding extends SmppBinding {
    private static final int MESSAGE_PAYLOAD = 0x0424;
    private static final int TAG_AND_LENGTH = 4;

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
        Map<Integer, byte[]> options = options(deliverSm);
        byte[] body = deliverSm.getShortMessage() == null ? new byte[0] : deliverSm.getShortMessage();
        message.setBody(new InboundPdu(
                port.name(),
                text(deliverSm.getSourceAddr()),
                text(deliverSm.getDestAddress()),
                deliverSm.getEsmClass() & 0xff,
                deliverSm.getDataCoding() & 0xff,
                body.length == 0 ? options.getOrDefault(MESSAGE_PAYLOAD, body) : body,
                options));
        return message;
    }

    private static Map<Integer, byte[]> options(DeliverSm deliverSm) {
        Map<Integer, byte[]> options = new HashMap<>();
        if (deliverSm.getOptionalParameters() != null) {
            for (OptionalParameter option : deliverSm.getOptionalParameters()) {
                byte[] bytes = option.serialize();
                options.put(option.tag & 0xffff, Arrays.copyOfRange(bytes, TAG_AND_LENGTH, bytes.length));
            }
        }
        return options;
    }

    private static String text(String address) {
        return address == null ? "" : address;
    }
}
