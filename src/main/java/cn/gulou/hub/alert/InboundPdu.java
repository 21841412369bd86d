package cn.gulou.hub.alert;

import java.util.Map;

/**
 * A deliver_sm or data_sm as it came, before anyone judged it. Lives in memory only: it names a person's number.
 *
 * @param port name of the port whose session it came over
 * @param sourceAddress the handset's number, as the carrier writes it; may be empty
 * @param destinationAddress our short code
 * @param esmClass SMPP esm_class, 0 to 255
 * @param dataCoding SMPP data_coding, 0 to 255
 * @param body short_message, or message_payload when that is empty; bytes as they came
 * @param options optional parameters by tag, bytes as they came
 * @param raw all of it, header included
 * @param cutShort true when it ended before its mandatory fields did
 */
public record InboundPdu(
        String port,
        String sourceAddress,
        String destinationAddress,
        int esmClass,
        int dataCoding,
        byte[] body,
        Map<Integer, byte[]> options,
        byte[] raw,
        boolean cutShort) {}
