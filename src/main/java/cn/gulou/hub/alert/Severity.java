package cn.gulou.hub.alert;

/** Severity in CAP's words, each with the colour of the national profile (FORMATS §1). */
public enum Severity {
    EXTREME("red", 9),
    SEVERE("orange", 8),
    MODERATE("yellow", 5),
    MINOR("blue", 4),
    UNKNOWN("unknown", 4);

    private final String colour;
    private final int priority;

    Severity(String colour, int priority) {
        this.colour = colour;
        this.priority = priority;
    }

    /** The colour in lower case: red, orange, yellow, blue, or unknown. */
    public String colour() {
        return colour;
    }

    /** JMS priority, 0 to 9: red and orange do not wait behind bulk traffic (C-15). */
    public int priority() {
        return priority;
    }

    /** True for red and orange. */
    public boolean urgent() {
        return this == EXTREME || this == SEVERE;
    }
}
