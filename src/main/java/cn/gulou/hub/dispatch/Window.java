package cn.gulou.hub.dispatch;

/**
 * How many segments a session may have in flight: none while it has stopped answering, one at first when it had, and all its
 * places once it has answered again.
 */
final class Window {
    private final int places;
    private int inFlight;
    private boolean shut;
    private boolean distrusted;
    private long shutAt;

    Window(int places) {
        this.places = places;
    }

    /** No answers come: nothing more goes. */
    synchronized void shut() {
        if (!shut) {
            shut = true;
            distrusted = true;
            shutAt = System.nanoTime();
        }
    }

    /** A new session: one may go, if the last one was not to be trusted. */
    synchronized void open() {
        shut = false;
    }

    /**
     * It has answered.
     *
     * @return true when it takes more now than before
     */
    synchronized boolean trust() {
        boolean more = shut || distrusted;
        shut = false;
        distrusted = false;
        return more;
    }

    synchronized boolean isShut() {
        return shut;
    }

    synchronized boolean isShutFor(long nanos) {
        return shut && System.nanoTime() - shutAt > nanos;
    }

    /** True when it takes no more segments now. */
    synchronized boolean isFull() {
        return shut || inFlight >= room();
    }

    /** True when more wait for their turn than may go: those that took a place beyond all are among them. */
    synchronized boolean isOverfull() {
        return shut || inFlight > room();
    }

    private int room() {
        return distrusted ? 1 : places;
    }

    /** Takes a place if one is free. */
    synchronized boolean take() {
        if (isFull()) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** Takes a place beyond all: for what will end at once because nothing is bound. */
    synchronized void takeAnyway() {
        inFlight++;
    }

    synchronized void release() {
        inFlight--;
    }

    synchronized int inFlight() {
        return inFlight;
    }
}
