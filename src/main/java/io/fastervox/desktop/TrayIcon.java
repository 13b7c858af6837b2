package io.fastervox.desktop;

/** The signs of the program in the notification area. */
public enum TrayIcon {
    STARTING,
    PREPARING,
    READY,
    RECORDING,
    TRANSCRIBING,
    PAUSED,
    PROBLEM
}
