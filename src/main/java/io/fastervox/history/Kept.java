package io.fastervox.history;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry in the history.
 *
 * @param id by which it is asked for
 * @param when the text was there
 * @param entry empty when its file cannot be read
 * @param recording whether what was said is there too
 */
public record Kept(String id, Instant when, Optional<HistoryEntry> entry, boolean recording) {}
