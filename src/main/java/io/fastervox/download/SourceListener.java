package io.fastervox.download;

import io.fastervox.support.ErrorCode;

/** Hears that a source failed and another one serves instead: once for each host. Called from several threads. */
@FunctionalInterface
public interface SourceListener {
    SourceListener NONE = (host, code, reason) -> {};

    void left(String host, ErrorCode code, String reason);
}
