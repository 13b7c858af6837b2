package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R18: display adapters in the registry of Windows")
class DisplayClassTest {
    private static final WinReg.HKEY ROOT = WinReg.HKEY_CURRENT_USER;
    private static final String KEY = "Software\\FasterVoxTest\\DisplayClass";
    private static final DisplayClass DISPLAYS = new DisplayClass(ROOT, KEY);
    private static final Gpu RTX_4070 = new Gpu(
            Vendor.NVIDIA,
            "NVIDIA GeForce RTX 4070",
            "NVIDIA GeForce RTX 4070",
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of("571.96"),
            Optional.empty(),
            OptionalLong.of(12_878_610_432L),
            OptionalLong.empty(),
            Set.of(Informant.SYSTEM));

    @BeforeEach
    void makeTheKey() {
        Advapi32Util.registryCreateKey(ROOT, "Software\\FasterVoxTest");
        Advapi32Util.registryCreateKey(ROOT, KEY);
    }

    @AfterEach
    void removeIt() {
        for (String name : Advapi32Util.registryGetKeys(ROOT, KEY)) {
            Advapi32Util.registryDeleteKey(ROOT, KEY, name);
        }
        Advapi32Util.registryDeleteKey(ROOT, "Software\\FasterVoxTest", "DisplayClass");
    }

    @Test
    void nameVersionAndMemoryOfEachAdapterAreRead() {
        adapter("0000", "PCI\\VEN_8086&DEV_A780", "Intel(R) UHD Graphics 770", "32.0.101.6078");
        adapter("0001", "pci\\ven_10de&dev_2786", "NVIDIA GeForce RTX 4070", "32.0.15.7196");
        Advapi32Util.registrySetLongValue(ROOT, KEY + "\\0001", "HardwareInformation.qwMemorySize", 12_878_610_432L);

        Gpu intel = new Gpu(
                Vendor.INTEL,
                "Intel(R) UHD Graphics 770",
                "Intel(R) UHD Graphics 770",
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(Informant.SYSTEM));
        assertEquals(List.of(intel, RTX_4070), DISPLAYS.list());
    }

    @Test
    void entriesWithoutSenseArePassedOver() {
        adapter("0000", "root\\basicdisplay", "Microsoft Basic Display Adapter", "10.0.1");
        Advapi32Util.registryCreateKey(ROOT, KEY, "0001");
        Advapi32Util.registryCreateKey(ROOT, KEY, "Configuration");
        Advapi32Util.registryCreateKey(ROOT, KEY, "0002");
        Advapi32Util.registrySetIntValue(ROOT, KEY + "\\0002", "MatchingDeviceId", 7);

        assertEquals(List.of(), DISPLAYS.list());
    }

    @Test
    void aKeyThatIsNotThereListsNothing() {
        assertEquals(List.of(), new DisplayClass(ROOT, KEY + "\\nowhere").list());
    }

    @Test
    void aCardThatWasTakenOutStaysListedAndDoesNotAnswer() {
        adapter("0000", "pci\\ven_10de&dev_2786", "NVIDIA GeForce RTX 4070", "32.0.15.7196");
        Advapi32Util.registrySetLongValue(ROOT, KEY + "\\0000", "HardwareInformation.qwMemorySize", 12_878_610_432L);
        DriverFiles driver = FakeDriver.whole();
        GpuSurvey survey = new DriverSurvey(
                driver,
                FakeDriver.probe(
                        Map.of("FAKE_NVML", "none", "FAKE_NVCUDA", "no-device", "FAKE_SMI", "garbage"),
                        Duration.ofSeconds(60)));

        HardwareFacts facts = new WindowsHardware(DISPLAYS, driver, survey).probe();

        assertEquals(List.of(RTX_4070), facts.gpus());
    }

    @Test
    void anAdapterThatAnswersIsListedOnce() {
        adapter("0000", "pci\\ven_10de&dev_2786", "NVIDIA GeForce RTX 4070", "32.0.15.7196");
        DriverFiles driver = FakeDriver.whole();

        HardwareFacts facts = new WindowsHardware(
                        DISPLAYS, driver, new DriverSurvey(driver, FakeDriver.probe(Map.of(), Duration.ofSeconds(60))))
                .probe();

        assertEquals(
                List.of(Set.of(Informant.NVML, Informant.NVCUDA, Informant.SYSTEM)),
                facts.gpus().stream().map(Gpu::seenBy).toList());
    }

    private static void adapter(String name, String device, String description, String version) {
        Advapi32Util.registryCreateKey(ROOT, KEY, name);
        Advapi32Util.registrySetStringValue(ROOT, KEY + "\\" + name, "MatchingDeviceId", device);
        Advapi32Util.registrySetStringValue(ROOT, KEY + "\\" + name, "DriverDesc", description);
        Advapi32Util.registrySetStringValue(ROOT, KEY + "\\" + name, "DriverVersion", version);
    }
}
