package cn.gulou.hub.embedded;

/** Why the hub cannot start, as one sentence for the person who started it. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence, null, false, false);
    }
}
