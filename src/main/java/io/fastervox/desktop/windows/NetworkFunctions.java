package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** What jna-platform lacks of mpr. */
interface NetworkFunctions extends StdCallLibrary {
    NetworkFunctions MPR = Native.load("mpr", NetworkFunctions.class);

    /** {@code WNetGetConnectionW}: the share behind a drive letter. Returns an error code itself. */
    int WNetGetConnectionW(WString letter, char[] buffer, IntByReference length);
}
