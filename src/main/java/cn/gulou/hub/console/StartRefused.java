package cn.gulou.hub.console;

/** Why the hub must not start as it is set, as one sentence for the person who started it. */
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
