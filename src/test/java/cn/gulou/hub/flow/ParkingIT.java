package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** What a queue route cannot do is parked with where and why, and the queue moves on. */
class ParkingIT extends HubIT {
    @Value("${hub.queue.accepted}")
    private String accepted;

    @Value("${hub.queue.parked}")
    private String parked;

    @Test
    void parksWhatNobodyCanRead() throws JMSException {
        jms.convertAndSend(accepted, "no number");

        jms.setReceiveTimeout(20_000);
        Message message = jms.receive(parked);

        assertThat(message).isNotNull();
        assertThat(message.getBody(String.class)).isEqualTo("no number");
        assertThat(message.getStringProperty("failedRoute")).isEqualTo("compliance");
        assertThat(message.getStringProperty("errorCode")).isNotBlank().doesNotContain("no number");
        assertThat(message.getStringProperty("failedAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
}
