package io.fastervox.hardware;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Asks NVIDIA's management library. Runs in the child process only.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/">NVML API</a>
 */
final class NvmlCalls {
    private static final int VERSION_BYTES = 80;
    private static final int NAME_BYTES = 96;
    private static final int MEMORY_BYTES = 3 * Long.BYTES;
    private static final int PCI_BYTES = 128;

    /** Where {@code nvmlPciInfo_t} of the third version holds {@code busId}. */
    private static final int PCI_BUS_ID = 36;

    private final DriverCall driver;

    NvmlCalls(DriverCall driver) {
        this.driver = driver;
    }

    void ask() {
        if (!driver.succeeds("nvmlInit_v2 nvmlInit")) {
            return;
        }
        byte[] version = new byte[VERSION_BYTES];
        if (driver.succeeds("nvmlSystemGetDriverVersion", version, version.length)) {
            driver.line("driver", DriverCall.text(version));
        }
        IntByReference cuda = new IntByReference();
        if (driver.succeeds("nvmlSystemGetCudaDriverVersion_v2 nvmlSystemGetCudaDriverVersion", cuda)) {
            driver.line("cuda", Integer.toString(cuda.getValue()));
        }
        IntByReference count = new IntByReference();
        if (!driver.succeeds("nvmlDeviceGetCount_v2 nvmlDeviceGetCount", count)) {
            return;
        }
        if (driver.asksEach(count.getValue(), this::gpu)) {
            driver.succeeds("nvmlShutdown");
        }
    }

    private void gpu(int index) {
        PointerByReference handle = new PointerByReference();
        if (!driver.succeeds("nvmlDeviceGetHandleByIndex_v2 nvmlDeviceGetHandleByIndex", index, handle)) {
            return;
        }
        Object device = handle.getValue();
        byte[] name = new byte[NAME_BYTES];
        byte[] uuid = new byte[NAME_BYTES];
        byte[] pci = new byte[PCI_BYTES];
        boolean named = driver.succeeds("nvmlDeviceGetName", device, name, name.length);
        boolean identified = driver.succeeds("nvmlDeviceGetUUID", device, uuid, uuid.length);
        boolean placed = driver.succeeds("nvmlDeviceGetPciInfo_v3", device, pci);
        IntByReference major = new IntByReference();
        IntByReference minor = new IntByReference();
        boolean capable = driver.succeeds("nvmlDeviceGetCudaComputeCapability", device, major, minor);
        try (Memory memory = new Memory(MEMORY_BYTES)) {
            boolean measured = driver.succeeds("nvmlDeviceGetMemoryInfo", device, memory);
            driver.line(
                    "gpu",
                    Integer.toString(index),
                    identified ? DriverCall.text(uuid) : "",
                    placed ? DriverCall.text(java.util.Arrays.copyOfRange(pci, PCI_BUS_ID, PCI_BYTES)) : "",
                    named ? DriverCall.text(name) : "",
                    capable ? major.getValue() + "." + minor.getValue() : "",
                    measured ? Long.toUnsignedString(memory.getLong(0)) : "",
                    measured ? Long.toUnsignedString(memory.getLong(Long.BYTES)) : "");
        }
    }
}
