package io.fastervox.config;

import io.fastervox.support.ErrorCode;
import java.util.List;

/**
 * Something the user should know about the settings though the program goes on.
 *
 * @param code {@code SETTINGS_UNREADABLE} (file, reason) or {@code SETTINGS_INVALID} (field, value found); of the policy
 *     {@code POLICY_UNREADABLE} (file, reason), {@code POLICY_INVALID} (file, field, value found) or
 *     {@code POLICY_FIELD_UNKNOWN} (file, field)
 * @param arguments for the texts of the code
 */
public record SettingsNotice(ErrorCode code, List<Object> arguments) {
    public SettingsNotice {
        arguments = List.copyOf(arguments);
    }
}
