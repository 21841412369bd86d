package cn.gulou.hub.bench;

/** Why a run cannot go on, as a sentence for the person who started it. */
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The command line, the workload or the machine does not allow it. */
    static final int CANNOT_RUN = 2;
    /** A program that is measured against is not installed. */
    static final int NOT_INSTALLED = 3;

    private final int status;

    BenchFailure(String sentence) {
        this(CANNOT_RUN, sentence);
    }

    BenchFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
