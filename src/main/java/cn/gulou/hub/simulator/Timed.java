package cn.gulou.hub.simulator;

/** Something that falls due; it carries its own link so that a timer costs no object of its own. */
abstract class Timed {
    /** Milliseconds on the clock of its {@link TimerWheel}. */
    long due;

    Timed next;

    abstract void fallDue();
}
