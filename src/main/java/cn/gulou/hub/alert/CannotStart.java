package cn.gulou.hub.alert;

/** Why the hub cannot start, as one sentence for the person who started it. Shown without a stack trace. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String sentence) {
        super(sentence, null, false, false);
    }
}
