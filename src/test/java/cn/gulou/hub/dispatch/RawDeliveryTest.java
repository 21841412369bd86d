package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.gulou.hub.alert.InboundPdu;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RawDeliveryTest {
    private static final int DELIVER_SM = 0x05;
    private static final int DATA_SM = 0x0103;
    private static final String TEXT = "id:42 stat:DELIVRD";

    @Property
    void anyBytesAreReadAndKept(@ForAll @Size(max = 600) byte[] fields, @ForAll boolean deliverSm) {
        byte[] pdu = pdu(deliverSm ? DELIVER_SM : DATA_SM, fields);
        assertThat(RawDelivery.read("p", pdu).raw()).isEqualTo(pdu);
    }

    @Example
    void whatIsWrittenAsItShouldBeIsReadSo() {
        InboundPdu read = RawDelivery.read("p", deliverSm("8613800000001", TEXT.length(), TEXT, tlv(0x0427, 1, 2)));
        assertThat(read.sourceAddress()).isEqualTo("8613800000001");
        assertThat(read.destinationAddress()).isEqualTo("12379");
        assertThat(read.esmClass()).isEqualTo(4);
        assertThat(read.dataCoding()).isEqualTo(8);
        assertThat(text(read)).isEqualTo(TEXT);
        assertThat(read.options()).containsOnlyKeys(0x0427);
        assertThat(read.options().get(0x0427)).containsExactly(2);
        assertThat(read.cutShort()).isFalse();
    }

    @Example
    void anAddressLongerThanAllowedIsRead() {
        String address = "tel:+8613800000001;phone-context=cn";
        assertThat(RawDelivery.read("p", deliverSm(address, 0, "")).sourceAddress())
                .isEqualTo(address);
    }

    @Example
    void parametersThatDoNotFitAreReadAsFarAsTheyGo() {
        InboundPdu read = RawDelivery.read(
                "p", deliverSm("1", TEXT.length(), TEXT, tlv(0x0427, 0), tlv(0x001E, 65_535, '4', '2', 0)));
        assertThat(read.options().get(0x0427)).isEmpty();
        assertThat(read.options().get(0x001E)).containsExactly('4', '2', 0);
    }

    @Example
    void octetsTooManyAtTheEndDoNoHarm() {
        assertThat(text(RawDelivery.read("p", deliverSm("1", TEXT.length(), TEXT, new byte[3]))))
                .isEqualTo(TEXT);
    }

    @Example
    void aTextShorterThanItSaysIsRead() {
        InboundPdu read = RawDelivery.read("p", deliverSm("1", 254, TEXT));
        assertThat(text(read)).isEqualTo(TEXT);
        assertThat(read.cutShort()).isFalse();
    }

    @Example
    void thePayloadStandsForAnEmptyText() {
        assertThat(text(RawDelivery.read("p", deliverSm("1", 0, "", tlv(0x0424, 3, 'i', 'd', ':')))))
                .isEqualTo("id:");
    }

    @Example
    void aDataSmIsReadToo() {
        byte[] fields = join(new byte[3], ascii("8613800000001"), new byte[3], ascii("12379"), new byte[] {0, 4, 0, 0});
        byte[] parameter = tlv(0x0424, 3, 'i', 'd', ':');
        InboundPdu read = RawDelivery.read("p", pdu(DATA_SM, join(fields, parameter)));
        assertThat(read.esmClass()).isEqualTo(4);
        assertThat(text(read)).isEqualTo("id:");
    }

    @Example
    void oneThatEndsBeforeItsFieldsDoSaysSo() {
        for (int length = 0; length < 17; length++) {
            assertThat(RawDelivery.read("p", pdu(DELIVER_SM, new byte[length])).cutShort())
                    .isTrue();
        }
        assertThat(RawDelivery.read("p", pdu(DELIVER_SM, new byte[17])).cutShort())
                .isFalse();
    }

    private static String text(InboundPdu pdu) {
        return new String(pdu.body(), StandardCharsets.ISO_8859_1);
    }

    /** A receipt in UCS-2, as it says. */
    private static byte[] deliverSm(String source, int length, String text, byte[]... rest) {
        byte[] head = join(new byte[3], ascii(source), new byte[3], ascii("12379"), new byte[1]);
        byte[] middle = {4, 0, 0, 0, 0, 0, 0, 8, 0, (byte) length};
        byte[] end = join(rest);
        return pdu(DELIVER_SM, join(head, middle, ascii(text), end));
    }

    private static byte[] tlv(int tag, int length, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return join(
                ByteBuffer.allocate(4)
                        .putShort((short) tag)
                        .putShort((short) length)
                        .array(),
                bytes);
    }

    private static byte[] pdu(int command, byte[] fields) {
        return RogueSmsc.pdu(command, 7, fields);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
