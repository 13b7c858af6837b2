package io.fastervox.config;

import java.util.List;

/** Settings that can be used, and what was wrong with the file they come from. */
public record LoadedSettings(Settings settings, List<SettingsNotice> notices) {
    public LoadedSettings {
        notices = List.copyOf(notices);
    }
}
