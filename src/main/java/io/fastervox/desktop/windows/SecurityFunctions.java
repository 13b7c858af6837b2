package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** What jna-platform lacks of advapi32. */
interface SecurityFunctions extends StdCallLibrary {
    SecurityFunctions ADVAPI32 = Native.load("advapi32", SecurityFunctions.class);

    /** The only revision of the text form. */
    int SDDL_REVISION_1 = 1;

    /**
     * {@code ConvertStringSecurityDescriptorToSecurityDescriptorW}; the result is freed with {@code LocalFree}. Windows
     * XP.
     *
     * @see <a
     *     href="https://learn.microsoft.com/windows/win32/api/sddl/nf-sddl-convertstringsecuritydescriptortosecuritydescriptorw">
     *     ConvertStringSecurityDescriptorToSecurityDescriptorW</a>
     */
    boolean ConvertStringSecurityDescriptorToSecurityDescriptorW(
            WString text, int revision, PointerByReference descriptor, @Nullable IntByReference size);
}
