package cn.gulou.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that Kannel's two programs read: four transceiver sessions of 256 in flight, as the hub has. */
record KannelConfiguration(int smscPort, int adminPort, int boxPort, int sendPort, Path folder) {
    private static final String TEXT =
            """
            group = core
            admin-port = %d
            admin-password = bench
            admin-allow-ip = "127.0.0.1"
            smsbox-port = %d
            box-allow-ip = "127.0.0.1"
            log-level = 2
            sms-outgoing-queue-limit = 2000000
            dlr-storage = %s

            group = smsc
            smsc = smpp
            smsc-id = simulator
            instances = 4
            host = 127.0.0.1
            port = %d
            transceiver-mode = true
            smsc-username = gulou
            smsc-password = demo
            system-type = ""
            source-addr-ton = 0
            source-addr-npi = 1
            dest-addr-ton = 1
            dest-addr-npi = 1
            max-pending-submits = 256

            group = smsbox
            bearerbox-host = 127.0.0.1
            sendsms-port = %d
            log-level = 2
            max-pending-requests = 512

            group = sms-service
            keyword = default
            text = ""
            max-messages = 0

            group = sendsms-user
            username = bench
            password = bench
            max-messages = 1
            """;

    private static final String POSTGRES =
            """

            group = pgsql-connection
            id = receipts
            host = 127.0.0.1
            port = %d
            username = postgres
            password = ""
            database = postgres
            max-connections = 8

            group = dlr-db
            id = receipts
            table = dlr
            field-smsc = smsc
            field-timestamp = ts
            field-source = source
            field-destination = destination
            field-service = service
            field-url = url
            field-mask = mask
            field-status = status
            field-boxc-id = boxc
            """;

    /** @param databasePort where receipts are kept; 0 keeps them in memory */
    Path write(int databasePort) {
        String text = TEXT.formatted(adminPort, boxPort, databasePort == 0 ? "internal" : "pgsql", smscPort, sendPort);
        if (databasePort != 0) {
            text += POSTGRES.formatted(databasePort);
        }
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("kannel.conf"), text);
        } catch (IOException e) {
            throw new BenchFailure("Kannel's configuration cannot be written: " + e.getMessage());
        }
    }
}
