package cn.gulou.hub.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What camel-smpp does when nothing is asked of it but to send and to be told: a number of threads, one transceiver
 * session, nothing stored. Arguments: port of the SMSC, people to warm up with, people, threads, the text. Between the
 * two it waits for a line on its standard input.
 */
public final class BareCamelSmpp {
    private final int threads;
    private final String text;
    private final Semaphore receipts = new Semaphore(0);

    private BareCamelSmpp(int threads, String text) {
        this.threads = threads;
        this.text = text;
    }

    public static void main(String[] arguments) throws Exception {
        Quiet.please();
        BareCamelSmpp bare = new BareCamelSmpp(Integer.parseInt(arguments[3]), arguments[4]);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(bare.routes(Integer.parseInt(arguments[0])));
            camel.start();
            ProducerTemplate template = camel.createProducerTemplate();
            bare.send(template, Integer.parseInt(arguments[1]));
            BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if (words.readLine() != null) {
                bare.send(template, Integer.parseInt(arguments[2]));
                // ends when it is ended: its processor time is still to be read
                words.readLine();
            }
        }
        System.exit(0);
    }

    private RouteBuilder routes(int port) {
        String endpoint = "smpp:127.0.0.1:" + port
                + "?systemId=gulou&password=demo&sourceAddr=12379&destAddrTon=1&destAddrNpi=1&registeredDelivery=1"
                + "&dataCoding=8&alphabet=8&pduProcessorDegree=8&pduProcessorQueueCapacity=100000"
                + "&messageReceiverRouteId=receipt";
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit").to(endpoint);
                from("direct:receipt").routeId("receipt").process(exchange -> receipts.release());
            }
        };
    }

    /** Returns when every receipt has come. */
    private void send(ProducerTemplate template, int people) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                for (int person = next.getAndIncrement(); person < people; person = next.getAndIncrement()) {
                    String number = String.valueOf(Alerts.FIRST_NUMBER + person);
                    template.sendBodyAndHeader("direct:submit", text, SmppConstants.DEST_ADDR, number);
                }
            });
        }
        pool.shutdown();
        receipts.acquire(people);
    }
}
