package io.fastervox.app;

import io.fastervox.engine.Damage;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.util.List;

/**
 * A recording of which a part could not be read, in words.
 *
 * @param read seconds of it that could
 */
record DamagedRecording(Path recording, double read, Damage damage) {
    String key() {
        return "damage." + damage.kind();
    }

    /** What the text of {@link #key} takes. */
    List<Object> arguments() {
        return List.of(
                String.valueOf(recording.getFileName()),
                ProgressLine.clock(Math.round(read)),
                ProgressLine.clock(Math.round(read + damage.missingSeconds())),
                ProgressLine.clock(Math.round(damage.missingSeconds())));
    }

    String advice(Messages messages) {
        return messages.text("damage.advice." + damage.kind());
    }

    void tell(Console console) {
        console.say(key(), arguments().toArray());
        console.line("      " + advice(console.messages()));
    }
}
