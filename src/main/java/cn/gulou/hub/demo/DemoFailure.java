package cn.gulou.hub.demo;

/** Why the walk cannot go on, as a sentence for the person who started it. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
