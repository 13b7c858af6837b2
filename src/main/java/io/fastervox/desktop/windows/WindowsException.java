package io.fastervox.desktop.windows;

import java.io.IOException;

/** A Windows function failed: which, and with what code. */
public final class WindowsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String function;
    private final int code;

    /**
     * Made where the function returned.
     *
     * @param code what {@code GetLastError}, the function itself or its HRESULT said
     */
    public WindowsException(String function, int code) {
        super(function + " failed with " + (code < 0 ? String.format("0x%08X", code) : Integer.toString(code)));
        this.function = function;
        this.code = code;
    }

    public String function() {
        return function;
    }

    public int code() {
        return code;
    }
}
