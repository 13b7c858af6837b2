package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuValuesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            32.0.15.7196,  571.96
            31.0.15.3179,  531.79
            27.21.14.6589, 465.89
            32.0.101.6078, 160.78
            571.96,        -
            '',            -
            a.b.c.d,       -
            """)
    void theVersionOfWindowsEndsWithNvidias(String windows, String nvidia) {
        assertEquals(nvidia, GpuValues.driverOfWindows(windows).orElse(null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            00000000:01:00.0, 0000:01:00.0
            0000:0A:00.0,     0000:0a:00.0
            00010000:01:00.0, 0000:01:00.0
            01:00.0,          -
            """)
    void addressesHaveADomainOfFourDigits(String said, String address) {
        assertEquals(address, GpuValues.pci(said).orElse(null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            8.9, 8.9
            12.0, 12.0
            0.0, -
            -1.0, -
            [N/A], -
            8, -
            """)
    void aCapabilityIsTwoNumbers(String said, String capability) {
        assertEquals(capability, GpuValues.computeCapability(said).orElse(null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            12080, 12.8
            13000, 13.0
            11040, 11.4
            -7, -
            0, -
            """)
    void cudaCountsInThousands(String said, String version) {
        assertEquals(version, GpuValues.cuda(said).orElse(null));
    }
}
