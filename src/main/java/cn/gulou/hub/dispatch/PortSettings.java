package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.Kind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
 * @param addressTon type of number of handsets (SMPP 5.2.5): 1 international
 * @param addressNpi numbering plan of handsets (SMPP 5.2.6): 1 E.164
 */
record PortSettings(
        @NotBlank @Pattern(regexp = "[a-z0-9-]{1,40}") String name,
        @NotNull Kind kind,
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String systemId,
        @NotBlank String password,
        @DefaultValue("") String systemType,
        @NotBlank @Pattern(regexp = "[0-9]{3,21}") String sourceAddress,
        @Min(1) @Max(100_000) int rate,
        @DefaultValue("1") @Min(1) @Max(64) int sessions,
        @DefaultValue("128") @Min(1) @Max(2_000) int window,
        @DefaultValue("hub") @Pattern(regexp = "hub|carrier") String signatureBy,
        @DefaultValue("same") @Pattern(regexp = "same|hex-then-decimal|decimal-then-hex") String messageIds,
        @DefaultValue("") String carrier,
        @DefaultValue("1") @Min(0) @Max(6) int addressTon,
        @DefaultValue("1") @Min(0) @Max(18) int addressNpi) {

    PortSettings {
        carrier = carrier.isEmpty() ? systemId + "@" + host + ":" + port : carrier;
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "port " + name + " (" + kind.wireName() + ", " + sourceAddress + ", " + host + ":" + port + ")";
    }
}
