/*
 * A stand-in for NVIDIA's management library (nvml.dll, libnvidia-ml.so.1) with the functions that Faster-Vox calls.
 * FAKE_NVML: ok, two (GPUs), none (no GPU), mismatch, no-driver, no-permission, lost (of two GPUs the first),
 * not-supported (capability and memory), garbage, garbage-count, hang, abort, segv. FAKE_GPU_*: the card, see fake-gpu.h.
 */
#include "fake-gpu.h"

enum { SUCCESS = 0, NOT_SUPPORTED = 3, NO_PERMISSION = 4, DRIVER_NOT_LOADED = 9, GPU_IS_LOST = 15, MISMATCH = 18 };

typedef struct { unsigned long long total, free, used; } memory_t;
typedef struct { char legacy[16]; unsigned domain, bus, device, id, subsystem; char bus_id[32]; } pci_t;

static const char *scenario(void) { return said("FAKE_NVML", "ok"); }
static int is(const char *name) { return !strcmp(scenario(), name); }

/* A handle is the index plus one. */
static int index_of(void *handle) { return (int)(size_t)handle - 1; }

/* Bytes of no alphabet and without an end. */
static void fill(char *buffer, unsigned length) {
    for (unsigned i = 0; i < length; i++) {
        buffer[i] = (char)(i % 7 ? 0xC0 + i % 60 : '\n');
    }
}

static void put(char *buffer, unsigned length, const char *text) {
    if (is("garbage")) {
        fill(buffer, length);
    } else {
        snprintf(buffer, length, "%s", text);
    }
}

EXPORT int nvmlInit_v2(void) {
    misbehave(scenario());
    return is("mismatch") ? MISMATCH : is("no-permission") ? NO_PERMISSION : is("no-driver") ? DRIVER_NOT_LOADED : SUCCESS;
}

EXPORT int nvmlShutdown(void) { return SUCCESS; }

EXPORT int nvmlSystemGetDriverVersion(char *version, unsigned length) {
    put(version, length, said("FAKE_GPU_DRIVER", "571.96"));
    return SUCCESS;
}

EXPORT int nvmlSystemGetCudaDriverVersion_v2(int *version) {
    *version = is("garbage") ? -7 : atoi(said("FAKE_CUDA_VERSION", "12080"));
    return SUCCESS;
}

EXPORT int nvmlDeviceGetCount_v2(unsigned *count) {
    *count = is("garbage-count") ? 4000000000u : is("none") ? 0 : is("two") || is("lost") ? 2 : 1;
    return SUCCESS;
}

EXPORT int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **handle) {
    if (is("lost") && index == 0) {
        return GPU_IS_LOST;
    }
    *handle = (void *)(size_t)(index + 1);
    return SUCCESS;
}

EXPORT int nvmlDeviceGetName(void *handle, char *name, unsigned length) {
    put(name, length, name_of(index_of(handle)));
    return SUCCESS;
}

EXPORT int nvmlDeviceGetUUID(void *handle, char *uuid, unsigned length) {
    put(uuid, length, index_of(handle) ? "GPU-00000000-0000-0000-0000-000000000002" : "GPU-00000000-0000-0000-0000-000000000001");
    return SUCCESS;
}

EXPORT int nvmlDeviceGetMemoryInfo(void *handle, memory_t *memory) {
    if (is("not-supported")) {
        return NOT_SUPPORTED;
    }
    memory->total = is("garbage") ? ~0ULL : bytes_of(index_of(handle));
    memory->free = is("garbage") ? ~0ULL : free_bytes_of(index_of(handle));
    memory->used = memory->total - memory->free;
    return SUCCESS;
}

EXPORT int nvmlDeviceGetCudaComputeCapability(void *handle, int *major, int *minor) {
    if (is("not-supported")) {
        return NOT_SUPPORTED;
    }
    if (is("garbage")) {
        *major = -1;
        *minor = 1 << 30;
        return SUCCESS;
    }
    return sscanf(capability_of(index_of(handle)), "%d.%d", major, minor) == 2 ? SUCCESS : NOT_SUPPORTED;
}

EXPORT int nvmlDeviceGetPciInfo_v3(void *handle, pci_t *pci) {
    memset(pci, 0, sizeof *pci);
    put(pci->bus_id, sizeof pci->bus_id, index_of(handle) ? "00000000:41:00.0" : "00000000:01:00.0");
    return SUCCESS;
}
