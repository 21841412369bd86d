package cn.gulou.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.gulou.hub.alert.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the answer is a reading or a refusal, soon, and nothing outside is touched. */
class HostileBodiesTest {
    private static final String NATIONAL = Readings.sampleText("national-profile-beijing-actual.xml");
    private static final String CAP = Readings.sampleText("cap12-beijing-composed.xml");
    private static final String JSON =
            "{\"identifier\": \"t-1\", \"sender\": \"s\", \"sent\": \"2026-11-23T15:05:00+08:00\","
                    + " \"status\": \"Actual\", \"msgType\": \"Alert\", \"scope\": \"Public\", \"smsText\": \"大风\"}";
    private static final String DOCTYPE = "<!DOCTYPE alert [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>";

    @Property(tries = 2000)
    void randomBytesNeverCrashIt(@ForAll byte[] body, @ForAll("types") String type) {
        readOrRefuse(body, type);
    }

    @Property(tries = 2000)
    void halfABodyIsRefused(@ForAll("bodies") String body, @ForAll double part) {
        byte[] whole = body.strip().getBytes(StandardCharsets.UTF_8);
        byte[] half = Arrays.copyOf(whole, (int) (Math.abs(part % 1) * (whole.length - 1)));

        Refusal refusal = Readings.refusal(half, null);

        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    @Property(tries = 3000)
    void aBodyWithAChangedByteIsReadOrRefused(
            @ForAll("bodies") String body, @ForAll int where, @ForAll byte changed, @ForAll("types") String type) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(where, bytes.length)] = changed;

        readOrRefuse(bytes, type);
    }

    @Property(tries = 1000)
    void aBodyWithAPieceTornOutIsReadOrRefused(@ForAll("bodies") String body, @ForAll int where, @ForAll short length) {
        int from = Math.floorMod(where, body.length());
        int to = Math.min(body.length(), from + Math.floorMod(length, 200));

        readOrRefuse((body.substring(0, from) + body.substring(to)).getBytes(StandardCharsets.UTF_8), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "ISO-8859-1"})
    void refusesADoctypeInEveryEncoding(String encoding) {
        String ascii = CAP.replaceAll("[^\\x00-\\x7f]", "x").replace("UTF-8", encoding);
        for (String doctype : new String[] {DOCTYPE, DOCTYPE.toLowerCase(Locale.ROOT), "<!DOCTYPE alert>"}) {
            byte[] body = ascii.replace("<alert", doctype + "<alert").getBytes(Charset.forName(encoding));

            assertThat(Readings.codes(Readings.refusal(body, "application/xml")))
                    .containsExactly("doctype");
        }
    }

    /** UTF-7, UTF-32, EBCDIC and their like could hide a DOCTYPE from whoever looks for one: none of them is read. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-7", "UTF-32", "CP037", "x-JIS", "HZ", "UTF-16LEX"})
    void refusesEncodingsItDoesNotRead(String encoding) {
        String body = CAP.replace("UTF-8", encoding).replace("<alert", "+ADwAIQ-DOCTYPE alert+AD4-<alert");

        assertThat(Readings.codes(Readings.refusal(body, "application/xml"))).containsExactly("encoding-unsupported");
        assertThat(Readings.codes(Readings.refusal(CAP, "application/xml; charset=" + encoding)))
                .containsExactly("encoding-unsupported");
    }

    @Test
    void refusesEntityBombsBeforeTheyAreParsed() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE alert [<!ENTITY a0 \"boom\">");
        for (int i = 1; i < 60; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        bomb.append("]><alert>&a59;</alert>");

        quickly(() -> assertThat(Readings.codes(Readings.refusal(bomb.toString(), null)))
                .containsExactly("doctype"));
    }

    @Test
    void leavesXIncludeAlone() {
        String body = NATIONAL.replace(
                "<note/>",
                "<note/><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>");

        Reading reading = Readings.xml(body);

        assertThat(Readings.codes(reading.alert().defects())).containsExactly("element-unknown");
        assertThat(new String(reading.canonicalContent(), StandardCharsets.UTF_8))
                .doesNotContain("root:");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        String xml = "<alert>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</alert>";
        String json = "{\"audience\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        quickly(() -> assertThat(Readings.codes(Readings.refusal(xml, null))).containsExactly("too-deep"));
        quickly(() -> assertThat(Readings.codes(Readings.refusal(json, null))).containsExactly("not-well-formed"));
    }

    @Test
    void refusesHeapsOfAttributes() {
        StringBuilder body = new StringBuilder("<alert");
        for (int i = 0; i < 5_000; i++) {
            body.append(" a").append(i).append("=\"\"");
        }
        body.append("/>");

        quickly(() -> assertThat(Readings.codes(Readings.refusal(body.toString(), null)))
                .containsExactly("too-many-attributes"));
    }

    @Test
    void refusesMoreThanAMebibyteAndReadsOne() {
        String padded = NATIONAL.replace(
                "<note/>", "<note>" + "a".repeat((1 << 20) - NATIONAL.getBytes().length - 20) + "</note>");

        quickly(() -> Readings.read(padded.getBytes(StandardCharsets.UTF_8), "application/xml"));
        assertThat(Readings.refusal(new byte[(1 << 20) + 1], "application/xml").statusCode())
                .isEqualTo(413);
    }

    /** Patterns that try again at every blank, comma or angle would need minutes for these. */
    @ParameterizedTest
    @ValueSource(strings = {" ", ",", "<", "&", "<!--", "\u3000", "-", "[", "+", "1 ", "；", "<a", "&a", "＜"})
    void isNotSlowedDownByRepetition(String piece) {
        String run = piece.repeat(900_000 / piece.getBytes(StandardCharsets.UTF_8).length);
        for (String element : new String[] {"polygon", "audenceprt", "expires", "message", "geocode", "references"}) {
            String body = NATIONAL.replace(
                    "<secClassification>",
                    "<info><area><polygon>1,2" + run + "x</polygon></area></info><secClassification>");
            quickly(() -> readOrRefuse(body.getBytes(StandardCharsets.UTF_8), null));
            String other = NATIONAL.replace("<" + element + "/>", "<" + element + ">x" + run + "x</" + element + ">")
                    .replace("<" + element + ">", "<" + element + ">x" + run);
            quickly(() -> readOrRefuse(other.getBytes(StandardCharsets.UTF_8), null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "multipart/form-data, 415",
        "application/json, 415",
        "application/octet-stream, 202",
        "application/cap+xml, 202",
        "text/xml; charset=utf-8, 202",
        "APPLICATION/XML; CHARSET=\"UTF-8\", 202",
    })
    void looksAtTypeAndContentBoth(String type, int status) {
        if (status == 202) {
            assertThat(Readings.read(NATIONAL.getBytes(StandardCharsets.UTF_8), type)
                            .quarantined())
                    .isFalse();
        } else {
            assertThat(Readings.refusal(NATIONAL, type).statusCode()).isEqualTo(status);
        }
    }

    @Test
    void refusesJsonThatIsCalledXml() {
        assertThat(Readings.refusal(JSON, "application/xml").statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "[1]",
                "\"x\"",
                "<html><body/></html>",
                "<alert xmlns='urn:x'/>",
                "{}",
                "<alert/>"
            })
    void refusesWhatIsNoAlert(String body) {
        assertThat(Readings.refusal(body, null).statusCode()).isEqualTo(400);
    }

    @Test
    void echoesNothingOfTheMessage() {
        String secret = "8613800000000";
        String body = CAP.replace("Exercise", secret)
                .replace("<scope>", "<" + "n" + secret + "/><scope>")
                .replace("39.9928,116.3055 5.0", secret)
                .replace("Moderate", secret);

        assertThatThrownBy(() -> Readings.xml(body)).isInstanceOf(Refusal.class).satisfies(thrown -> {
            assertThat(thrown.toString()).doesNotContain(secret);
            assertThat(((Refusal) thrown).violations().toString()).doesNotContain(secret);
        });
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(NATIONAL, CAP, JSON, Readings.sampleText("valid/googval-thunderstorm.cap"));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("application/xml", "application/json", "text/xml; charset=GBK", "")
                .injectNull(0.3);
    }

    private static void readOrRefuse(byte[] body, String type) {
        try {
            Readings.read(body, type);
        } catch (Refusal refusal) {
            assertThat(refusal.violations()).isNotEmpty();
        }
    }

    private static void quickly(org.junit.jupiter.api.function.Executable reading) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), reading);
    }
}
