package cn.gulou.hub.simulator;

/** The fields of a submit_sm or submit_multi, as places in its PDU; one object is reused for all of them. */
final class Submit {
    /** number_of_dests of SMPP 3.4, section 5.2.24. */
    private static final int MOST_DESTINATIONS = 254;

    private static final int TO_HANDSET = 1;
    private static final int TO_LIST = 2;

    byte[] data;
    int sourceTon;
    int sourceNpi;
    int sourceAt;
    int sourceLength;
    int esmClass;
    int validityAt;
    int validityLength;
    int registered;
    int coding;
    int textAt;
    int textLength;
    int reference;
    int sarTotal;
    int sarPart;

    /** The command_status that refuses it whole, when its destinations make no sense; the rest is unread then. */
    int refusal;

    int destinations;
    private final boolean[] list = new boolean[MOST_DESTINATIONS];
    private final int[] ton = new int[MOST_DESTINATIONS];
    private final int[] npi = new int[MOST_DESTINATIONS];
    private final int[] at = new int[MOST_DESTINATIONS];
    private final int[] length = new int[MOST_DESTINATIONS];

    void read(PduReader pdu) {
        data = pdu.data;
        clear();
        pdu.text(6);
        sourceTon = pdu.octet();
        sourceNpi = pdu.octet();
        sourceAt = pdu.position;
        sourceLength = pdu.text(21);
        readDestinations(pdu);
        if (refusal == Pdu.OK) {
            readMessage(pdu);
        }
    }

    private void clear() {
        refusal = Pdu.OK;
        destinations = 0;
        reference = -1;
        sarTotal = 0;
        sarPart = 0;
    }

    /** Whether a destination is the name of a distribution list, not a number. */
    boolean list(int index) {
        return list[index];
    }

    Address destination(int index) {
        byte[] digits = java.util.Arrays.copyOfRange(data, at[index], at[index] + length[index]);
        return new Address(ton[index], npi[index], digits);
    }

    /** Octets of the user data header at the start of the text, its own length octet included. */
    int headerLength() {
        if ((esmClass & Pdu.ESM_HEADER_INDICATOR) == 0 || textLength == 0) {
            return 0;
        }
        return Math.min(textLength, (data[textAt] & 0xFF) + 1);
    }

    private void readDestinations(PduReader pdu) {
        if (pdu.command == Pdu.SUBMIT_SM) {
            readDestination(pdu, TO_HANDSET);
            return;
        }
        int count = pdu.octet();
        if (count == 0 || count > MOST_DESTINATIONS) {
            refusal = Pdu.INVALID_NUMBER_OF_DESTINATIONS;
        }
        while (refusal == Pdu.OK && destinations < count) {
            readDestination(pdu, pdu.octet());
        }
    }

    private void readDestination(PduReader pdu, int flag) {
        if (flag != TO_HANDSET && flag != TO_LIST) {
            // How long it is cannot be told, so neither can where the next one begins.
            refusal = Pdu.INVALID_DESTINATION_FLAG;
            return;
        }
        int index = destinations++;
        list[index] = flag == TO_LIST;
        ton[index] = list[index] ? 0 : pdu.octet();
        npi[index] = list[index] ? 0 : pdu.octet();
        at[index] = pdu.position;
        length[index] = pdu.text(21);
    }

    private void readMessage(PduReader pdu) {
        esmClass = pdu.octet();
        pdu.skip(2);
        pdu.text(17);
        validityAt = pdu.position;
        validityLength = pdu.text(17);
        registered = pdu.octet();
        pdu.octet();
        coding = pdu.octet();
        pdu.octet();
        textLength = pdu.octet();
        textAt = pdu.skip(textLength);
        while (pdu.remaining() > 0) {
            readParameter(pdu);
        }
    }

    private void readParameter(PduReader pdu) {
        int tag = pdu.twoOctets();
        int octets = pdu.twoOctets();
        int start = pdu.skip(octets);
        if (tag == Pdu.MESSAGE_PAYLOAD) {
            textAt = start;
            textLength = octets;
        } else if (tag == Pdu.USER_MESSAGE_REFERENCE && octets == 2) {
            reference = (data[start] & 0xFF) << 8 | data[start + 1] & 0xFF;
        } else if (tag == Pdu.SAR_TOTAL && octets == 1) {
            sarTotal = data[start] & 0xFF;
        } else if (tag == Pdu.SAR_PART && octets == 1) {
            sarPart = data[start] & 0xFF;
        }
    }
}
