/*
 * A stand-in for NVIDIA's CUDA driver (nvcuda.dll, libcuda.so.1) with the functions that Faster-Vox calls.
 * FAKE_NVCUDA: ok, two (GPUs), no-device, mismatch, unknown (error 999), garbage, garbage-count, hang, abort, segv.
 * FAKE_GPU_*: the card, see fake-gpu.h.
 */
#include "fake-gpu.h"

enum { SUCCESS = 0, INVALID_VALUE = 1, NO_DEVICE = 100, SYSTEM_DRIVER_MISMATCH = 803, UNKNOWN = 999 };
enum { CAPABILITY_MAJOR = 75, CAPABILITY_MINOR = 76 };

static const char *scenario(void) { return said("FAKE_NVCUDA", "ok"); }
static int is(const char *name) { return !strcmp(scenario(), name); }

EXPORT int cuInit(unsigned flags) {
    misbehave(scenario());
    return flags ? INVALID_VALUE
         : is("no-device") ? NO_DEVICE
         : is("mismatch") ? SYSTEM_DRIVER_MISMATCH
         : is("unknown") ? UNKNOWN
         : SUCCESS;
}

EXPORT int cuDriverGetVersion(int *version) {
    *version = is("garbage") ? -7 : atoi(said("FAKE_CUDA_VERSION", "12080"));
    return SUCCESS;
}

EXPORT int cuDeviceGetCount(int *count) {
    *count = is("garbage-count") ? 2000000000 : is("two") ? 2 : 1;
    return SUCCESS;
}

EXPORT int cuDeviceGet(int *device, int ordinal) {
    *device = ordinal;
    return SUCCESS;
}

EXPORT int cuDeviceGetName(char *name, int length, int device) {
    if (is("garbage")) {
        memset(name, '\t', (size_t)length);
    } else {
        snprintf(name, (size_t)length, "%s", name_of(device));
    }
    return SUCCESS;
}

EXPORT int cuDeviceGetUuid(unsigned char *uuid, int device) {
    memset(uuid, 0, 16);
    uuid[15] = (unsigned char)(device + 1);
    return SUCCESS;
}

EXPORT int cuDeviceGetPCIBusId(char *id, int length, int device) {
    snprintf(id, (size_t)length, "0000:%s:00.0", device ? "41" : "01");
    return SUCCESS;
}

EXPORT int cuDeviceGetAttribute(int *value, int attribute, int device) {
    int major = 0, minor = 0;
    if (attribute != CAPABILITY_MAJOR && attribute != CAPABILITY_MINOR) {
        return INVALID_VALUE;
    }
    sscanf(capability_of(device), "%d.%d", &major, &minor);
    *value = is("garbage") ? -1 : attribute == CAPABILITY_MAJOR ? major : minor;
    return SUCCESS;
}

EXPORT int cuDeviceTotalMem_v2(size_t *bytes, int device) {
    *bytes = is("garbage") ? 0 : (size_t)bytes_of(device);
    return SUCCESS;
}
