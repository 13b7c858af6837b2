package io.fastervox.hardware;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The display adapters that Windows remembers in its registry. Cards that were taken out may still be among them. The
 * memory is the 64-bit value, because the other one ends at 4 GB.
 *
 * @param key below {@code root}
 * @see <a href="https://learn.microsoft.com/windows-hardware/drivers/install/system-defined-device-setup-classes-available-to-vendors">Device
 *     setup classes</a>
 */
record DisplayClass(WinReg.HKEY root, String key) {
    private static final Logger LOG = LoggerFactory.getLogger(DisplayClass.class);
    private static final Pattern VENDOR = Pattern.compile("ven_([0-9a-f]{4})");

    static DisplayClass ofThisMachine() {
        return new DisplayClass(
                WinReg.HKEY_LOCAL_MACHINE,
                "SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}");
    }

    List<Gpu> list() {
        List<Gpu> found = new ArrayList<>();
        try {
            for (String name : Advapi32Util.registryGetKeys(root, key)) {
                if (name.matches("\\d{4}")) {
                    adapter(key + "\\" + name).ifPresent(found::add);
                }
            }
        } catch (Win32Exception e) {
            LOG.info("the display adapters cannot be read: {}", e.toString());
        }
        return found;
    }

    private Optional<Gpu> adapter(String entry) {
        Matcher vendorId = VENDOR.matcher(text(entry, "MatchingDeviceId").toLowerCase(Locale.ROOT));
        Vendor vendor = vendorId.find() ? Vendor.ofPciId(vendorId.group(1)) : Vendor.OTHER;
        String name = GpuValues.name(text(entry, "DriverDesc"));
        if (vendor == Vendor.OTHER || name.isEmpty()) {
            return Optional.empty();
        }
        String version = text(entry, "DriverVersion");
        return Optional.of(new Gpu(
                vendor,
                name,
                name,
                Optional.empty(),
                OptionalInt.empty(),
                vendor == Vendor.NVIDIA ? GpuValues.driverOfWindows(version) : Optional.empty(),
                Optional.empty(),
                memory(entry),
                OptionalLong.empty(),
                Set.of(Informant.SYSTEM)));
    }

    private String text(String entry, String value) {
        try {
            return Advapi32Util.registryValueExists(root, entry, value)
                    ? Advapi32Util.registryGetStringValue(root, entry, value)
                    : "";
        } catch (RuntimeException e) { // JNA answers a value of another type with one
            LOG.info("{} {}: {}", entry, value, e.toString());
            return "";
        }
    }

    private OptionalLong memory(String entry) {
        String value = "HardwareInformation.qwMemorySize";
        try {
            return Advapi32Util.registryValueExists(root, entry, value)
                    ? GpuValues.bytes(Long.toString(Advapi32Util.registryGetLongValue(root, entry, value)), 1)
                    : OptionalLong.empty();
        } catch (RuntimeException e) { // likewise
            LOG.info("{} {}: {}", entry, value, e.toString());
            return OptionalLong.empty();
        }
    }
}
