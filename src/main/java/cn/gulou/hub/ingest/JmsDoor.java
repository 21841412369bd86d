package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.privacy.Sealing;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Takes XML out of JMS messages: text or bytes. Whatever else a message holds is never looked into, so no Java object is
 * ever made of it (CVE-2026-40860, -43866).
 */
@Component("jmsDoor")
public class JmsDoor {
    private static final byte[] NOTHING = {};
    /** Which source a message says it is of; believed only with that source's signature. */
    private static final String SOURCE = "gulouSource";

    private static final String SIGNATURE = "gulouSignature";

    private final Intake intake;
    private final Signatures signatures;
    private final Sealing sealing;
    private final IngestSettings settings;
    private final String replies;

    JmsDoor(
            Intake intake,
            Signatures signatures,
            Sealing sealing,
            IngestSettings settings,
            @Value("${hub.queue.reply}") String reply) {
        this.intake = intake;
        this.signatures = signatures;
        this.sealing = sealing;
        this.settings = settings;
        this.replies = reply + ".";
    }

    /** Takes the message in; a refusal is an answer too. */
    public Acceptance receive(Message message) throws JMSException {
        byte[] body = body(message);
        if (body == null) {
            Refusal refusal =
                    new Refusal(415, "wrong-message-type", "只接受文本或字节消息", "only text and bytes messages are taken");
            return intake.refuse(refusal, NOTHING, settings.jmsSource(), "jms");
        }
        String source = source(message);
        Acceptance unproven = intake.prove(source, message.getStringProperty(SIGNATURE), body, "jms");
        return unproven != null ? unproven : intake.receive(body, contentType(message), source, "jms", null);
    }

    /** Several sources may share the queue: one that signs is known by its name, all else is the queue's own source. */
    private String source(Message message) throws JMSException {
        String named = message.getStringProperty(SOURCE);
        return named != null && signatures.hasKey(named) ? named : settings.jmsSource();
    }

    /** What is answered when a message cannot be stored whatever is tried. */
    public Acceptance failed() {
        return Acceptance.failed();
    }

    /** The answer in the national form. */
    public String answer(Acceptance acceptance) {
        return NationalAnswer.of(acceptance);
    }

    /** Where the answer goes; null when nowhere is named, or a queue that is none of the sender's business. */
    public Destination answerTo(Message message) throws JMSException {
        Destination destination = message.getJMSReplyTo();
        boolean own = destination instanceof TemporaryQueue
                || destination instanceof Queue queue && queue.getQueueName().startsWith(replies);
        return own ? destination : null;
    }

    /** What the answer is an answer to. */
    public String correlation(Message message) throws JMSException {
        return message.getJMSCorrelationID() != null ? message.getJMSCorrelationID() : message.getJMSMessageID();
    }

    /** The message for the parked queue: readable only with the keys (C-42). */
    public byte[] sealed(Message message) throws JMSException {
        byte[] body = body(message);
        return sealing.seal(body == null ? NOTHING : body);
    }

    /** A text is characters already: what its XML declaration says of an encoding no longer counts. */
    private static String contentType(Message message) {
        return message instanceof TextMessage ? "application/xml; charset=utf-8" : "application/xml";
    }

    private static byte[] body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null ? NOTHING : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
            // one byte over the limit is enough to know that it is too large
            byte[] body = new byte[(int) Math.min(bytes.getBodyLength(), AlertReader.LARGEST + 1L)];
            bytes.readBytes(body);
            return body;
        }
        return null;
    }
}
