package cn.gulou.hub.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Without Spring nobody tells the log to be quiet, and a word a message would be what is measured. */
final class Quiet {
    private Quiet() {}

    static void please() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }
}
