package io.fastervox.desktop;

import java.util.List;

/** The clipboard, for what a person copies. What dictation does with it is {@link Paster}'s. */
public interface Clipboard {
    /** What lies there. */
    Content read();

    /** Puts a text there, as if the person had copied it. It stays when the program ends. */
    Copied copy(String text);

    /** What may lie on a clipboard. */
    sealed interface Content {
        /** Copied files and folders: whole names, which need be none that Java can use as a path. */
        record Files(List<String> names) implements Content {
            public Files {
                names = List.copyOf(names);
            }
        }

        record Text(String text) implements Content {
            /** The text of people is not for logs. */
            @Override
            public String toString() {
                return "Text[" + text.length() + " characters]";
            }
        }

        /** A picture, or something else that is neither files nor text. */
        record Other() implements Content {}

        record Empty() implements Content {}

        record Unavailable(String reason) implements Content {}
    }

    /** What became of {@link #copy}. */
    sealed interface Copied {
        record Done() implements Copied {}

        /** Mostly another program that keeps the clipboard open. */
        record Unavailable(String reason) implements Copied {}
    }
}
