package cn.gulou.hub.simulator;

/**
 * One submit as it arrived, for tests that read the text back. Holds a full phone number: never log or print it.
 *
 * @param status what it was answered with, a command_status
 * @param messageId as it stood in the answer; empty when it was refused
 * @param text decoded, without its user data header
 * @param segmentReference ties the segments of one text together; -1 when the text is whole or was cut by sar TLVs
 * @param userMessageReference that TLV, or -1
 * @param validityPeriod as it came; empty when there was none
 */
public record RecordedSubmit(
        String systemId,
        String sourceAddress,
        String destination,
        int status,
        String messageId,
        String text,
        int dataCoding,
        int esmClass,
        int registeredDelivery,
        int segmentReference,
        int segments,
        int segment,
        int userMessageReference,
        String validityPeriod) {

    /** 138****0001. */
    String maskedDestination() {
        int length = destination.length();
        return length < 8 ? "****" : destination.substring(0, length - 8) + "****" + destination.substring(length - 4);
    }

    RecordedSubmit withDestination(String other) {
        return new RecordedSubmit(
                systemId,
                sourceAddress,
                other,
                status,
                messageId,
                text,
                dataCoding,
                esmClass,
                registeredDelivery,
                segmentReference,
                segments,
                segment,
                userMessageReference,
                validityPeriod);
    }

    @Override
    public String toString() {
        return "RecordedSubmit[" + sourceAddress + " to " + maskedDestination() + ", status " + Pdu.hex(status) + "]";
    }
}
