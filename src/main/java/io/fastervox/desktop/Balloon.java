package io.fastervox.desktop;

/** A message beside the notification area. */
public record Balloon(Kind kind, String title, String text) {
    public enum Kind {
        INFO,
        WARNING,
        ERROR
    }

    /** Texts may hold what a person said, which is not for logs. */
    @Override
    public String toString() {
        return "Balloon[" + kind + ", " + title + "]";
    }
}
