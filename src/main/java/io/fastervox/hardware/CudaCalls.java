package io.fastervox.hardware;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.HexFormat;

/**
 * Asks NVIDIA's CUDA driver: what it lists is what the engine can use. Wakes a GPU that a laptop has put to sleep. Runs in
 * the child process only.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-driver-api/">CUDA Driver API</a>
 */
final class CudaCalls {
    private static final int NAME_BYTES = 96;
    private static final int UUID_BYTES = 16;
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;

    private final DriverCall driver;

    CudaCalls(DriverCall driver) {
        this.driver = driver;
    }

    void ask() {
        IntByReference version = new IntByReference();
        if (driver.succeeds("cuDriverGetVersion", version)) { // answers without a GPU, too
            driver.line("cuda", Integer.toString(version.getValue()));
        }
        if (!driver.succeeds("cuInit", 0)) {
            return;
        }
        IntByReference count = new IntByReference();
        if (!driver.succeeds("cuDeviceGetCount", count)) {
            return;
        }
        driver.asksEach(count.getValue(), this::gpu);
    }

    private void gpu(int index) {
        IntByReference handle = new IntByReference();
        if (!driver.succeeds("cuDeviceGet", handle, index)) {
            return;
        }
        int device = handle.getValue();
        byte[] name = new byte[NAME_BYTES];
        byte[] uuid = new byte[UUID_BYTES];
        byte[] pci = new byte[NAME_BYTES];
        boolean named = driver.succeeds("cuDeviceGetName", name, name.length, device);
        boolean identified = driver.succeeds("cuDeviceGetUuid cuDeviceGetUuid_v2", uuid, device);
        boolean placed = driver.succeeds("cuDeviceGetPCIBusId", pci, pci.length, device);
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        boolean capable = driver.succeeds("cuDeviceGetAttribute", major, CAPABILITY_MAJOR, device)
                && driver.succeeds("cuDeviceGetAttribute", minor, CAPABILITY_MINOR, device);
        LongByReference bytes = new LongByReference();
        boolean measured = driver.succeeds("cuDeviceTotalMem_v2", bytes, device);
        driver.line(
                "gpu",
                Integer.toString(index),
                identified ? uuid(uuid) : "",
                placed ? DriverCall.text(pci) : "",
                named ? DriverCall.text(name) : "",
                capable ? major.getValue() + "." + minor.getValue() : "",
                measured ? Long.toUnsignedString(bytes.getValue()) : "",
                "");
    }

    /** In the form of the management library. */
    private static String uuid(byte[] bytes) {
        String digits = HexFormat.of().formatHex(bytes);
        return "GPU-" + digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20);
    }
}
