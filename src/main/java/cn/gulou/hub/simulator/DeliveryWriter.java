package cn.gulou.hub.simulator;

import java.nio.charset.StandardCharsets;

/** Writes a receipt or a reply as deliver_sm: from the handset, to the short code. */
final class DeliveryWriter {
    private final Stamp submitted = new Stamp();
    private final Stamp done = new Stamp();

    void write(Delivery delivery, int sequence, SimulatorSettings settings, PduWriter out) {
        Message message = delivery.message;
        out.begin(Pdu.DELIVER_SM, Pdu.OK, sequence).one(0);
        message.handset().write(out);
        message.source().write(out);
        // esm_class, protocol, priority, schedule, validity, registered, replace, coding, default message id
        out.one(delivery.receipt() ? Pdu.ESM_RECEIPT : 0).two(0).two(0).two(0);
        out.one(delivery.receipt() ? 0 : Pdu.UCS2).one(0);
        if (delivery.receipt()) {
            receipt(delivery, settings.receipts(), out);
        } else {
            reply(settings.oddities().replyText(), out);
        }
        out.end();
    }

    private void receipt(Delivery delivery, SimulatorSettings.Receipts receipts, PduWriter out) {
        Message message = delivery.message;
        ReceiptText variant = receipts.text().forMessage(message.id());
        int lengthAt = out.size();
        out.one(0);
        if (variant.hasText()) {
            text(delivery, receipts.messageId(), variant, out);
        }
        out.patch(lengthAt, out.size() - lengthAt - 1);
        if (variant.hasTlvs()) {
            parameters(delivery, receipts.messageId(), out);
        }
        if (receipts.echoReference() && message.reference() >= 0) {
            out.two(Pdu.USER_MESSAGE_REFERENCE).two(2).two(message.reference());
        }
    }

    private void text(Delivery delivery, IdFormat format, ReceiptText variant, PduWriter out) {
        Outcome outcome = delivery.outcome;
        format.write(delivery.message.id(), out.ascii("id:"));
        out.ascii(outcome.delivered() ? " sub:001 dlvrd:001" : " sub:001 dlvrd:000");
        if (variant.hasDates()) {
            submitted.write(delivery.message.acceptedMillis(), variant.dateDigits(), out.ascii(" submit date:"));
            done.write(delivery.doneMillis, variant.dateDigits(), out.ascii(variant.doneDateLabel()));
        }
        out.ascii(" stat:").ascii(variant.stat(outcome));
        out.ascii(" err:").ascii(outcome.error()).ascii(" text:");
    }

    private static void parameters(Delivery delivery, IdFormat format, PduWriter out) {
        out.two(Pdu.RECEIPTED_MESSAGE_ID).two(0);
        int from = out.size();
        format.write(delivery.message.id(), out);
        out.one(0);
        out.patch(from - 1, out.size() - from);
        out.two(Pdu.MESSAGE_STATE).two(1).one(delivery.outcome.state());
    }

    private static void reply(String text, PduWriter out) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
        int length = Math.min(octets.length, 140);
        out.one(length).octets(octets, 0, length);
    }
}
