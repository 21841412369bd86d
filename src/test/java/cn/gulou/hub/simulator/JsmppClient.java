package cn.gulou.hub.simulator;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;

/** jSMPP as a client that owes nothing to the simulator's own codec. */
final class JsmppClient implements AutoCloseable {
    static final String SHORT_CODE = "10639";

    final SMPPSession session = new SMPPSession();
    final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
    /** What deliver_sm is answered with. */
    volatile int answer;

    JsmppClient(Smsc smsc, BindType type, String systemId, String password) throws IOException {
        session.setTransactionTimer(5000);
        session.setMessageReceiverListener(new Receiver());
        session.connectAndBind(
                "127.0.0.1",
                smsc.port(),
                new BindParameter(
                        type, systemId, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null));
    }

    static JsmppClient bound(Smsc smsc) throws IOException {
        return new JsmppClient(smsc, BindType.BIND_TRX, "hub", "secret");
    }

    /** Submits a text in UCS-2 that asks for a receipt; returns the message id. */
    String submit(String number, String text) throws Exception {
        return submit(number, RawClient.ucs2(text), 0, 1);
    }

    String submit(String number, byte[] text, int esmClass, int registered, OptionalParameter... parameters)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        SHORT_CODE,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        number,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(registered),
                        (byte) 0,
                        new RawDataCoding((byte) Pdu.UCS2),
                        (byte) 0,
                        text,
                        parameters)
                .getMessageId();
    }

    /** Submits a text in UCS-2 that asks for receipts, to all of them at once. */
    SubmitMultiResult submitMulti(String text, List<String> numbers, OptionalParameter... parameters) throws Exception {
        return session.submitMultiple(
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                SHORT_CODE,
                numbers.stream().map(JsmppClient::address).toArray(Address[]::new),
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(1),
                new ReplaceIfPresentFlag(0),
                new RawDataCoding((byte) Pdu.UCS2),
                (byte) 0,
                RawClient.ucs2(text),
                parameters);
    }

    DeliverSm receipt() throws InterruptedException {
        return delivered.poll(5, TimeUnit.SECONDS);
    }

    String receiptText() throws InterruptedException {
        return new String(receipt().getShortMessage(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }

    private static Address address(String number) {
        return new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, number);
    }

    private final class Receiver implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliverSm) throws ProcessRequestException {
            delivered.add(deliverSm);
            if (answer != 0) {
                throw new ProcessRequestException("as the test wants", answer);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alertNotification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) {
            return null;
        }
    }
}
