package io.fastervox.ui;

/** A line of a choice: what it means and how it is said. */
record Choice<T>(T value, String label) {
    @Override
    public String toString() {
        return label;
    }
}
