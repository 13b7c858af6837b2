package io.fastervox.agent;

import io.fastervox.audio.Recording;
import io.fastervox.support.Messages;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

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
            case RECORDING -> messages.text(state.hears() ? "state.recording" : "state.opening");
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

    /** How fast recordings are transcribed; empty while it cannot be told. */
    static Optional<String> pace(FilesProgress files, Messages messages) {
        if (files.pace() <= 0) {
            return Optional.empty();
        }
        String pace = String.format(Locale.ROOT, files.pace() < 10 ? "%.1f" : "%.0f", files.pace());
        String elapsed = clock(files.elapsedSeconds());
        return Optional.of(
                files.secondsLeft().isPresent()
                        ? messages.text(
                                "tray.pace.left",
                                pace,
                                elapsed,
                                clock(files.secondsLeft().getAsLong()))
                        : messages.text("tray.pace", pace, elapsed));
    }

    /** {@code 1:02:03}, or {@code 2:03}. */
    private static String clock(long seconds) {
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** When a recording began, and how long it is. */
    static String kept(Recording recording, Messages messages) {
        String began = MINUTE.withZone(ZoneId.systemDefault()).format(recording.started());
        return messages.text(
                "tray.kept.transcribe",
                began,
                clock(Math.max(1, recording.length().toSeconds())));
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
