package cn.gulou.hub.compliance;

import java.math.BigDecimal;

/** Amounts as people read them: to the fen, and further only where there is more. Never floating. */
final class Yuan {
    private Yuan() {}

    static BigDecimal shown(BigDecimal amount) {
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.setScale(Math.max(2, bare.scale()));
    }
}
