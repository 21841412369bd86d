package cn.gulou.hub.simulator;

/** Numbers of SMPP 3.4 that this SMSC speaks (sections 5.1.2, 5.1.3, 5.3.2). */
final class Pdu {
    static final int HEADER = 16;
    /** Longest PDU taken, in octets: a message_payload of 64 KiB, 254 destinations and the header fit. */
    static final int LONGEST = 72_000;

    static final int RESPONSE = 0x80000000;
    static final int GENERIC_NACK = 0x80000000;
    static final int BIND_RECEIVER = 0x1;
    static final int BIND_TRANSMITTER = 0x2;
    static final int SUBMIT_SM = 0x4;
    static final int DELIVER_SM = 0x5;
    static final int UNBIND = 0x6;
    static final int BIND_TRANSCEIVER = 0x9;
    static final int ENQUIRE_LINK = 0x15;
    static final int SUBMIT_MULTI = 0x21;

    static final int OK = 0;
    static final int INVALID_LENGTH = 0x02;
    static final int INVALID_COMMAND = 0x03;
    static final int WRONG_BIND_STATE = 0x04;
    static final int ALREADY_BOUND = 0x05;
    static final int SYSTEM_ERROR = 0x08;
    static final int INVALID_DESTINATION = 0x0B;
    static final int BIND_FAILED = 0x0D;
    static final int INVALID_PASSWORD = 0x0E;
    static final int INVALID_SYSTEM_ID = 0x0F;
    static final int QUEUE_FULL = 0x14;
    static final int INVALID_NUMBER_OF_DESTINATIONS = 0x33;
    static final int INVALID_LIST_NAME = 0x34;
    static final int INVALID_DESTINATION_FLAG = 0x40;
    static final int THROTTLED = 0x58;
    static final int TEMPORARY_APPLICATION_ERROR = 0x64;

    static final int USER_MESSAGE_REFERENCE = 0x0204;
    static final int SAR_TOTAL = 0x020E;
    static final int SAR_PART = 0x020F;
    static final int INTERFACE_VERSION = 0x0210;
    static final int MESSAGE_PAYLOAD = 0x0424;
    static final int RECEIPTED_MESSAGE_ID = 0x001E;
    static final int MESSAGE_STATE = 0x0427;

    static final int ESM_RECEIPT = 0x04;
    static final int ESM_HEADER_INDICATOR = 0x40;
    static final int UCS2 = 8;

    private Pdu() {}

    static String hex(int status) {
        return String.format("0x%02X", status);
    }
}
