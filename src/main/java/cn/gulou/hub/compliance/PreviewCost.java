package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a broadcast would cost: targeted segments only; the whole network is paid as a whole (C-26, C-27). */
@Component
class PreviewCost {
    /** A targeted segment (C-27). */
    private static final BigDecimal YUAN = new BigDecimal("0.30");

    /** @param segments as the contract counts, of all who would receive it */
    Map<String, Object> of(Kind kind, long segments) {
        BigDecimal yuan = kind == Kind.TARGETED ? YUAN.multiply(BigDecimal.valueOf(segments)) : new BigDecimal("0.00");
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("segments", segments);
        cost.put("yuan", yuan);
        cost.put("quotaLeft", null);
        return cost;
    }
}
