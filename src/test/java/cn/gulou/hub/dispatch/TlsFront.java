package cn.gulou.hub.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS in front of a message centre, with a certificate made by keytool for the test. */
final class TlsFront implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final SSLServerSocket server;
    private final int behind;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param behind the port that speaks without TLS */
    TlsFront(Path keyStore, int behind) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        this.behind = behind;
        this.server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
        threads.submit(this::accept);
    }

    /** A key pair whose certificate names this host, in a PKCS12 file. */
    static Path certificate(Path folder, String host) throws IOException, InterruptedException {
        Path file = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "smsc",
                        "-keyalg",
                        "RSA",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return file;
    }

    int port() {
        return server.getLocalPort();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket secured = server.accept();
            Socket plain = new Socket(InetAddress.getByName("localhost"), behind);
            threads.submit(() -> pump(secured, plain));
            threads.submit(() -> pump(plain, secured));
        }
    }

    private static Void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
