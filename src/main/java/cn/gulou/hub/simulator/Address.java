package cn.gulou.hub.simulator;

/** An SMPP address as it came in, so that it goes back the same. */
record Address(int ton, int npi, byte[] digits) {
    void write(PduWriter out) {
        out.one(ton).one(npi).octets(digits).one(0);
    }
}
