package cn.gulou.hub.dispatch;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;

/** Why a session could not be bound, in words for the operator. Never the text of an exception. */
final class BindTrouble {
    private BindTrouble() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NegativeResponseException refusal) {
                return String.format(
                        Locale.ROOT, "the carrier refuses the bind with 0x%02X", refusal.getCommandStatus());
            }
            if (cause instanceof CertificateException) {
                return "the carrier's certificate is not trusted, or does not name the host";
            }
            if (cause instanceof ResponseTimeoutException) {
                return "the carrier does not answer the bind";
            }
        }
        if (failure instanceof SSLException) {
            return "the carrier does not speak TLS as we do";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the carrier does not answer";
        }
        return failure instanceof IOException ? "the carrier cannot be reached" : "the bind failed";
    }
}
