package io.fastervox.desktop;

import java.util.List;

/**
 * A line of the menu.
 *
 * @param <C> what choosing it means
 */
public sealed interface TrayItem<C> {
    /** Something to be done. */
    record Action<C>(String label, boolean enabled, C choice) implements TrayItem<C> {
        public Action(String label, C choice) {
            this(label, true, choice);
        }
    }

    /** Something that is on or off, or one of several. */
    record Tick<C>(String label, boolean on, boolean enabled, C choice) implements TrayItem<C> {
        public Tick(String label, boolean on, C choice) {
            this(label, on, true, choice);
        }
    }

    /** Lines behind a line. */
    record Group<C>(String label, List<TrayItem<C>> items) implements TrayItem<C> {
        public Group {
            items = List.copyOf(items);
        }
    }

    /** Something to be read only. */
    record Caption<C>(String label) implements TrayItem<C> {}

    record Divider<C>() implements TrayItem<C> {}
}
