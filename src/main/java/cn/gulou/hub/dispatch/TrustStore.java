package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates a port over TLS believes: those in a file, else those that this Java believes. */
final class TrustStore {
    private TrustStore() {}

    /**
     * @param file PKCS12 or JKS; empty: Java's own
     * @throws CannotStart when the file cannot be read
     */
    static SSLSocketFactory sockets(String file, String password) {
        if (file.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, password.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart(
                    "hub.dispatch.trust-store: " + file + " is not a key store that opens with its password");
        }
    }
}
