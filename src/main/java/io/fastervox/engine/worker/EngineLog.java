package io.fastervox.engine.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this package. A class of its own, so that the logging library, which takes a fifth of a second to set up, is
 * touched only when there is something to say: Python can start meanwhile.
 */
final class EngineLog {
    static final Logger LOG = LoggerFactory.getLogger("io.fastervox.engine.worker");

    private EngineLog() {}
}
