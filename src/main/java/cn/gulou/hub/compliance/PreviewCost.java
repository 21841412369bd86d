package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** What a broadcast would cost: targeted segments only; the whole network is paid as a whole (C-26, C-27). */
@Component
class PreviewCost {
    /** A targeted segment (C-27). */
    private static final BigDecimal YUAN = new BigDecimal("0.30");

    /**
     * A cost.
     *
     * @param segments billable ones, of all recipients together (C-06)
     * @param amount yuan; null for what is only counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cost(
            long segments,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /** @param recipients without those who declined */
    Cost of(Kind kind, long recipients, int billableSegments) {
        long segments = recipients * billableSegments;
        return kind == Kind.TARGETED
                ? new Cost(segments, YUAN, YUAN.multiply(BigDecimal.valueOf(segments)))
                : new Cost(segments, null, null);
    }
}
