package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.support.Messages;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How states are said. */
public final class Wording {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Wording() {}

    /** What the agent is at, in a line. */
    public static String of(AgentState state) {
        Messages messages = state.messages();
        return switch (state.phase()) {
            case STARTING -> messages.text("state.starting");
            case PREPARING -> {
                int percent = state.setUp().progress().percent();
                yield messages.text(
                        state.setUp() instanceof SetUp.Paused ? "state.preparing-paused" : "state.preparing", percent);
            }
            case READY -> ready(state, messages);
            case RECORDING -> messages.text("state.recording");
            case TRANSCRIBING -> messages.text("state.transcribing");
            case PROBLEM -> state.trouble().orElseThrow().cause(messages);
        };
    }

    private static String ready(AgentState state, Messages messages) {
        if (state.paused()) {
            return messages.text("state.paused");
        }
        return state.hotkey()
                .map(hotkey -> messages.text(
                        "state.ready."
                                + state.settings().desk().hotkeyMode().name().toLowerCase(Locale.ROOT),
                        hotkey))
                .orElseGet(() -> messages.text("state.ready"));
    }

    /** When a recording began, and how long it is. */
    static String kept(Recording recording, Messages messages) {
        String began = MINUTE.withZone(ZoneId.systemDefault()).format(recording.started());
        long seconds = Math.max(1, recording.length().toSeconds());
        return messages.text(
                "tray.kept.transcribe", began, String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
    }

    public static String device(Ready ready, Messages messages) {
        return messages.text("tray.device." + ready.device(), ready.computeType());
    }

    public static String model(ModelOption model, Messages messages) {
        return model.here()
                ? messages.text("tray.model.here", model.id())
                : messages.text(
                        "tray.model.size", model.id(), String.format(Locale.ROOT, "%.0f", model.downloadBytes() / 1e6));
    }
}
