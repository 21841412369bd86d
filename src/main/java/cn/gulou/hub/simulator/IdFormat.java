package cn.gulou.hub.simulator;

/** How a message id is written. Carriers differ, and some write it one way in the answer, another in the receipt. */
enum IdFormat {
    DECIMAL("decimal"),
    LOWER_HEX("hex"),
    UPPER_HEX("HEX"),
    PADDED("padded"),
    UUID("uuid");

    private static final int PADDED_DIGITS = 20;

    final String label;

    IdFormat(String label) {
        this.label = label;
    }

    void write(long id, PduWriter out) {
        switch (this) {
            case DECIMAL -> out.decimal(id, 1);
            case PADDED -> out.decimal(id, PADDED_DIGITS);
            case LOWER_HEX, UPPER_HEX -> out.hex(id, hexDigits(id), this == UPPER_HEX);
            case UUID -> uuid(id, out);
        }
    }

    String text(long id) {
        PduWriter out = new PduWriter();
        write(id, out);
        return new String(out.toByteArray(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static int hexDigits(long id) {
        return Math.max(1, (67 - Long.numberOfLeadingZeros(id)) / 4);
    }

    private static void uuid(long id, PduWriter out) {
        long high = Hash.mix(id);
        long low = Hash.mix(high);
        out.hex(high >>> 32, 8, false).one('-').hex(high >>> 16, 4, false).one('-');
        // 4xxx and 8xxx..bxxx mark a random UUID (RFC 9562).
        out.hex(high & 0xFFF | 0x4000, 4, false).one('-');
        out.hex(low >>> 48 & 0x3FFF | 0x8000, 4, false).one('-').hex(low, 12, false);
    }
}
