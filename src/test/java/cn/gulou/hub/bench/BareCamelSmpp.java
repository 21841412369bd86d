package cn.gulou.hub.bench;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What camel-smpp does when nothing is asked of it but to send and to be told: a number of threads, one transceiver
 * session, nothing stored. Arguments: port of the SMSC, people, threads, the text.
 */
public final class BareCamelSmpp {
    private final int people;
    private final int threads;
    private final CountDownLatch receipts;
    private final AtomicInteger next = new AtomicInteger();

    private BareCamelSmpp(int people, int threads) {
        this.people = people;
        this.threads = threads;
        receipts = new CountDownLatch(people);
    }

    public static void main(String[] arguments) throws Exception {
        BareCamelSmpp bare = new BareCamelSmpp(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(bare.routes(Integer.parseInt(arguments[0])));
            camel.start();
            bare.send(camel.createProducerTemplate(), arguments[3]);
        }
        System.exit(bare.receipts.getCount() == 0 ? 0 : 1);
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
                from("direct:receipt").routeId("receipt").process(exchange -> receipts.countDown());
            }
        };
    }

    private void send(ProducerTemplate template, String text) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> sendNext(template, text));
        }
        pool.shutdown();
        pool.awaitTermination(10, TimeUnit.MINUTES);
        receipts.await(60, TimeUnit.SECONDS);
    }

    private void sendNext(ProducerTemplate template, String text) {
        for (int person = next.getAndIncrement(); person < people; person = next.getAndIncrement()) {
            String number = String.valueOf(Alerts.FIRST_NUMBER + person);
            template.sendBodyAndHeaders("direct:submit", text, Map.of(SmppConstants.DEST_ADDR, number));
        }
    }
}
