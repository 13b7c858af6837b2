package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import java.util.List;

/**
 * Something the person should know though the recording goes on, or its text is there.
 *
 * @param code {@code MICROPHONE_OTHER} (wanted, used), {@code MICROPHONE_BLOCKED}, {@code MICROPHONE_SILENT} (device),
 *     {@code MICROPHONE_LOST} (device), {@code RECORDING_GAPS} (seconds), or why nothing was kept
 * @param arguments for the texts of the code
 */
public record RecordingNotice(ErrorCode code, List<Object> arguments) {
    public RecordingNotice {
        arguments = List.copyOf(arguments);
    }
}
