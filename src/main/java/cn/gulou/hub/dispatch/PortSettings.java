package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One port of a carrier: one entry in the list {@code hub.ports}, one instance of the route template smpp-port.
 *
 * @param name short and unique; part of route ids
 * @param kind which broadcasts go through it
 * @param sourceAddress the short code it sends under
 * @param rate the carrier's ceiling, segments a second, above the contract's floor
 * @param sessions binds side by side
 * @param window segments in flight per session
 * @param signatureBy who puts the signature in front: hub or carrier (C-05)
 * @param messageIds how the carrier writes message ids: {@code same} in answer and receipt, or
 *     {@code hex-then-decimal}, {@code decimal-then-hex}
 * @param carrier names the carrier's account: a receipt may come over any port of the same; empty: systemId@host:port
 * @param password the bind's; or
 * @param passwordFile a file that holds it, read at every bind
 * @param tls whether to speak TLS
 * @param bindType one bind for both ways, or, for each session, one to submit and one to receive
 * @param serviceType as the carrier says
 * @param addressTon type of number of handsets (SMPP 5.2.5): 1 international
 * @param addressNpi numbering plan of handsets (SMPP 5.2.6): 1 E.164
 * @param sourceTon type of number of the source address
 * @param sourceNpi numbering plan of the source address
 * @param validity how the carrier is told when a text expires
 * @param longText a text above 70 characters goes out in segments, or whole in the parameter message_payload
 * @param submitMulti recipients of one submit_multi at most; 1: none is used
 * @param answers the carrier's own table of answers: a name in smpp/, or file:…
 */
record PortSettings(
        @NotBlank @Pattern(regexp = "[a-z0-9-]{1,40}") String name,
        @NotNull Kind kind,
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String systemId,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("false") boolean tls,
        @DefaultValue("transceiver") @Pattern(regexp = "transceiver|transmitter-receiver") String bindType,
        @DefaultValue("") String systemType,
        @DefaultValue("") @Size(max = 5) String serviceType,
        @NotBlank @Pattern(regexp = "[0-9]{3,21}") String sourceAddress,
        @Min(1) @Max(100_000) int rate,
        @DefaultValue("1") @Min(1) @Max(64) int sessions,
        @DefaultValue("128") @Min(1) @Max(2_000) int window,
        @DefaultValue("hub") @Pattern(regexp = "hub|carrier") String signatureBy,
        @DefaultValue("same") @Pattern(regexp = "same|hex-then-decimal|decimal-then-hex") String messageIds,
        @DefaultValue("") String carrier,
        @DefaultValue("1") @Min(0) @Max(6) int addressTon,
        @DefaultValue("1") @Min(0) @Max(18) int addressNpi,
        @DefaultValue("0") @Min(0) @Max(6) int sourceTon,
        @DefaultValue("0") @Min(0) @Max(18) int sourceNpi,
        @DefaultValue("relative") @Pattern(regexp = "none|relative|absolute") String validity,
        @DefaultValue("segments") @Pattern(regexp = "segments|message-payload") String longText,
        @DefaultValue("1") @Min(1) @Max(254) int submitMulti,
        @DefaultValue("") String answers) {
    /** One request carries no more than goes out in this part of a second, so that the pace stays smooth. */
    private static final int REQUESTS_A_SECOND = 50;

    PortSettings {
        carrier = carrier.isEmpty() ? systemId + "@" + host + ":" + port : carrier;
    }

    /** The password as it is now. */
    String currentPassword() {
        if (passwordFile.isEmpty()) {
            return password;
        }
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the port's password file cannot be read", e);
        }
    }

    /** Recipients of one request at most. */
    int recipientsPerRequest() {
        return Math.min(submitMulti, Math.max(1, rate / REQUESTS_A_SECOND));
    }

    /** True when one message id may stand for many recipients, told apart by number. */
    boolean idsByNumber() {
        return submitMulti > 1;
    }

    /** True when each session is two binds. */
    boolean bindsApart() {
        return "transmitter-receiver".equals(bindType);
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "port " + name + " (" + kind.wireName() + ", " + sourceAddress + ", " + host + ":" + port + ")";
    }
}
