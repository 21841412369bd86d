package cn.gulou.hub.simulator;

/** A set of 64-bit hashes in one array: some million entries at about 16 octets each, no objects. */
final class LongSet {
    private static final int FIRST_CAPACITY = 1 << 16;

    private long[] slots = new long[FIRST_CAPACITY];
    private int size;

    /** Adds a value; false when it was there already. */
    boolean add(long value) {
        // Zero marks an empty slot.
        long wanted = value == 0 ? 1 : value;
        if (size >= slots.length / 8 * 5) {
            grow();
        }
        if (!put(slots, wanted)) {
            return false;
        }
        size++;
        return true;
    }

    int size() {
        return size;
    }

    void clear() {
        slots = new long[FIRST_CAPACITY];
        size = 0;
    }

    private static boolean put(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) Hash.mix(value) & mask;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = at + 1 & mask;
        }
        slots[at] = value;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                put(larger, value);
            }
        }
        slots = larger;
    }
}
