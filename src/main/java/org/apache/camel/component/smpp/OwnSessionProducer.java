package org.apache.camel.component.smpp;

import java.util.function.Supplier;
import org.jsmpp.session.SMPPSession;

/**
 * camel-smpp's producer over a session of our own making. It stands in Camel's package because the factory method it
 * replaces is package-private there (camel-smpp 4.17.0); everything else stays as Camel has it.
 */
public final class OwnSessionProducer extends SmppProducer {
    private final Supplier<SMPPSession> sessions;

    public OwnSessionProducer(SmppEndpoint endpoint, SmppConfiguration configuration, Supplier<SMPPSession> sessions) {
        super(endpoint, configuration);
        this.sessions = sessions;
    }

    @Override
    SMPPSession createSMPPSession() {
        return sessions.get();
    }
}
