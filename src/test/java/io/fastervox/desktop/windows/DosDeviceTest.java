package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R3: substituted drives")
class DosDeviceTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    \\??\\C:\\Users\\张 三     | C:\\Users\\张 三
                    \\??\\C:                   | C:\\
                    \\??\\UNC\\server\\share\\x | \\\\server\\share\\x
                    \\Device\\HarddiskVolume3  |
                    \\Device\\LanmanRedirector\\;Z:0000000000012345\\server\\share |
                    \\Device\\Mup\\server\\share |
                    """, delimiter = '|')
    void onlyASubstitutionNamesAFolder(String definition, String folder) {
        assertEquals(Optional.ofNullable(folder), DosDevice.substituted(definition));
    }
}
