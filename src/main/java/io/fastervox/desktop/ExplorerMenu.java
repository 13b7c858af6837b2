package io.fastervox.desktop;

/** The program's entry in the file manager's menu of recordings. The methods may take a moment. */
public interface ExplorerMenu {
    /** Where there is no such menu. */
    ExplorerMenu NONE = new ExplorerMenu() {
        @Override
        public Outcome repair() {
            return new Outcome.Unsupported();
        }

        @Override
        public Outcome remove() {
            return new Outcome.Unsupported();
        }
    };

    /** Writes whatever of the entry is missing or other than it should be. */
    Outcome repair();

    /** Takes the entry away. */
    Outcome remove();

    /** What came of it. */
    sealed interface Outcome {
        /** @param steps how many values had to be written or taken away */
        record Done(int steps) implements Outcome {}

        /** There is no such menu, or the program is not installed. */
        record Unsupported() implements Outcome {}

        /** Everything is as it was before. */
        record Failed(String reason) implements Outcome {}
    }
}
