package cn.gulou.hub.dispatch;

import cn.gulou.hub.alert.SqlFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long a broadcast would take, from the rates of the ports that work and what they have to do already. */
@Component("sendingEstimate")
public class SendingEstimate {
    private static final String PORTS = SqlFile.read("dispatch/count-rates");

    private final JdbcClient jdbc;
    private final double pace;

    SendingEstimate(JdbcClient jdbc, DispatchSettings settings) {
        this.jdbc = jdbc;
        this.pace = settings.dispatch().pace();
    }

    private record Ports(long rate, long ahead) {}

    /**
     * An estimate.
     *
     * @param rate segments a second of all ports that would send it; 0: none works now
     * @param ahead segments that go before it
     * @param seconds of sending, those before it included; null when no port works
     */
    public record Estimate(long rate, long ahead, Long seconds) {}

    /** @param wireSegments to each of so many people */
    public Estimate of(String kind, String sourceAddress, int priority, int wireSegments, long people) {
        long segments = wireSegments * people;
        Ports ports = jdbc.sql(PORTS)
                .param("kind", kind)
                .param("sourceAddress", sourceAddress)
                .param("priority", priority)
                .query(Ports.class)
                .single();
        Long seconds = ports.rate() == 0 ? null : (long) Math.ceil((segments + ports.ahead()) / (ports.rate() * pace));
        return new Estimate(ports.rate(), ports.ahead(), seconds);
    }
}
