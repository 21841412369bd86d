package cn.gulou.hub.dispatch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Connects to a carrier, over TLS where the port says so, and then only to the host that the certificate names. */
final class PortConnections implements ConnectionFactory {
    private final int patienceMillis;
    private final SSLSocketFactory tls;

    /**
     * @param patience how long connecting may take, and shaking hands
     * @param tls null: no TLS
     */
    PortConnections(Duration patience, SSLSocketFactory tls) {
        this.patienceMillis = Math.toIntExact(patience.toMillis());
        this.tls = tls;
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            // or TCP holds a PDU until those before it are acknowledged, 40 ms perhaps, and spoils the port's even pace
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(host, port), patienceMillis);
            return new Line(plain, tls == null ? plain : secured(plain, host, port));
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        plain.setSoTimeout(patienceMillis);
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        // the certificate must name the host, as with HTTPS
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Closes the TCP connection itself first: TLS would say good-bye, and wait for a writer that is stuck. */
    private static final class Line extends SocketConnection {
        private final Socket plain;

        Line(Socket plain, Socket used) throws IOException {
            super(used);
            this.plain = plain;
        }

        @Override
        public void close() {
            try {
                plain.close();
            } catch (IOException e) {
                // it is gone either way
            }
            super.close();
        }
    }
}
