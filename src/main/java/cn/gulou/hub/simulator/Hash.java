package cn.gulou.hub.simulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit hashes that are the same in every run, so that a number meets the same fate each time. */
final class Hash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Hash() {}

    static long of(byte[] data, int offset, int length, long seed) {
        long hash = mix(seed + STEP * (length + 1));
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            hash = mix(hash ^ (long) LONG.get(data, i)) + STEP;
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | data[i] & 0xFF;
        }
        return mix(hash ^ rest);
    }

    /** The finisher of SplitMix64. */
    static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
