package io.fastervox.files;

import java.nio.file.Path;

/** A file that a transcript will be written to. */
public record OutputTarget(TranscriptFormat format, Path file) {}
