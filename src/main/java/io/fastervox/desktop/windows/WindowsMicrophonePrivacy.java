package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import io.fastervox.desktop.MicrophonePrivacy;
import java.util.Optional;

/**
 * Reads what <em>Settings, Privacy, Microphone</em> says ({@code ms-settings:privacy-microphone}): for the whole machine, for
 * this user, and for programs that are not from the store. Windows 10 1903; earlier ones have no such switch for programs.
 *
 * @see <a href="https://learn.microsoft.com/windows/privacy/manage-connections-from-windows-operating-system-components-to-microsoft-services#183-microphone">
 *     the microphone's settings</a>
 */
public final class WindowsMicrophonePrivacy implements MicrophonePrivacy {
    private static final String STORE =
            "Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone";

    @Override
    public Access access() {
        Optional<String> machine = value(WinReg.HKEY_LOCAL_MACHINE, STORE);
        Optional<String> user = value(WinReg.HKEY_CURRENT_USER, STORE);
        Optional<String> programs = value(WinReg.HKEY_CURRENT_USER, STORE + "\\NonPackaged");
        return of(machine, user, programs);
    }

    /** One that forbids it is enough; what is not there forbids nothing. */
    static Access of(Optional<String> machine, Optional<String> user, Optional<String> programs) {
        if (isDeny(machine) || isDeny(user) || isDeny(programs)) {
            return Access.DENIED;
        }
        return user.isPresent() ? Access.ALLOWED : Access.UNKNOWN;
    }

    private static boolean isDeny(Optional<String> value) {
        return value.filter("Deny"::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> value(HKEY root, String key) {
        try {
            return Advapi32Util.registryValueExists(root, key, "Value")
                    ? Optional.of(Advapi32Util.registryGetStringValue(root, key, "Value"))
                    : Optional.empty();
        } catch (Win32Exception e) {
            return Optional.empty(); // what cannot be read forbids nothing
        }
    }
}
