package io.fastervox.hardware;

/** Instructions of x86 processors that decide how fast they decode. */
public enum InstructionSet {
    AVX,
    /** 256-bit integer instructions, without which decoding is several times slower. */
    AVX2,
    /** The foundation of AVX-512. */
    AVX512F
}
