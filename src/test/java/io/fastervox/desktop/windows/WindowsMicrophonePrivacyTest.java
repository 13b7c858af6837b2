package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsMicrophonePrivacyTest {
    private static final String STORE =
            "Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone";

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,     -,     -,     UNKNOWN
            Allow, -,     -,     UNKNOWN
            Allow, Allow, -,     ALLOWED
            Allow, Allow, Allow, ALLOWED
            Deny,  Allow, Allow, DENIED
            Allow, Deny,  Allow, DENIED
            Allow, Allow, Deny,  DENIED
            -,     -,     deny,  DENIED
            """)
    void oneSwitchThatForbidsIsEnough(String machine, String user, String programs, Access access) {
        assertEquals(
                access,
                WindowsMicrophonePrivacy.of(
                        Optional.ofNullable(machine), Optional.ofNullable(user), Optional.ofNullable(programs)));
    }

    @Test
    @Tag("windows")
    void theSwitchForProgramsIsReadFromTheRegistry() {
        String key = STORE + "\\NonPackaged";
        Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, key);
        try {
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, key, "Value", "Deny");
            assertEquals(Access.DENIED, new WindowsMicrophonePrivacy().access());

            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, STORE, "Value", "Allow");
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, key, "Value", "Allow");
            assertEquals(Access.ALLOWED, new WindowsMicrophonePrivacy().access());
        } finally {
            Advapi32Util.registryDeleteKey(WinReg.HKEY_CURRENT_USER, key);
            Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, STORE, "Value");
        }
    }
}
