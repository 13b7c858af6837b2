package io.fastervox.desktop;

/** A key that is held while another one is pressed; left and right ones are the same. In the order in which they are written. */
public enum Modifier {
    CTRL("Ctrl"),
    ALT("Alt"),
    SHIFT("Shift"),
    WIN("Win");

    private final String label;

    Modifier(String label) {
        this.label = label;
    }

    /** As it stands on the key and in {@link Shortcut#toString}. */
    public String label() {
        return label;
    }
}
