/* What both fake libraries share: the scenario, and how to hang and to crash. */
#ifndef FAKE_GPU_H
#define FAKE_GPU_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#define EXPORT __declspec(dllexport)
#define PAUSE() Sleep(INFINITE)
#else
#include <unistd.h>
#define EXPORT __attribute__((visibility("default")))
#define PAUSE() pause()
#endif

/* The value of an environment variable, or what is meant without it. */
static inline const char *said(const char *variable, const char *otherwise) {
    const char *value = getenv(variable);
    return value && *value ? value : otherwise;
}

/* Hangs or crashes when the scenario says so. */
static inline void misbehave(const char *scenario) {
    if (!strcmp(scenario, "hang")) {
        for (;;) {
            PAUSE();
        }
    }
    if (!strcmp(scenario, "abort")) {
        abort();
    }
    if (!strcmp(scenario, "segv")) {
        *(volatile int *)8 = 1;
    }
}

/* The GPUs of the scenarios: the first is described by variables, the second is always the same older card. */
static inline const char *name_of(int device) {
    return device ? "NVIDIA GeForce GTX 1080 Ti" : said("FAKE_GPU_NAME", "NVIDIA GeForce RTX 4070");
}

static inline const char *capability_of(int device) {
    return device ? "6.1" : said("FAKE_GPU_CC", "8.9");
}

static inline unsigned long long bytes_of(int device) {
    return device ? 11811160064ULL : strtoull(said("FAKE_GPU_VRAM", "12878610432"), NULL, 10);
}

static inline unsigned long long free_bytes_of(int device) {
    return device ? 11000000000ULL : strtoull(said("FAKE_GPU_FREE", "11500000000"), NULL, 10);
}

#endif
