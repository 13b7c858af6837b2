/*
 * A stand-in for nvidia-smi.
 * FAKE_SMI: ok, unknown-capability (as an old driver answers), fails, hang, garbage. FAKE_GPU_*: the card.
 */
#include "fake-gpu.h"

int main(void) {
    const char *scenario = said("FAKE_SMI", "ok");
    misbehave(scenario);
    if (!strcmp(scenario, "fails")) {
        puts("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
        return 9;
    }
    if (!strcmp(scenario, "garbage")) {
        puts("\x01\x02,,,,,,\nnot, a, table");
        return 0;
    }
    printf("%s, GPU-00000000-0000-0000-0000-000000000001, %s, %s, %llu, %llu, 00000000:01:00.0\n",
           name_of(0), said("FAKE_GPU_DRIVER", "571.96"),
           strcmp(scenario, "ok") ? "[N/A]" : capability_of(0), bytes_of(0) >> 20, free_bytes_of(0) >> 20);
    return 0;
}
