/**
 * The engine as a child process: one long-lived Python worker that speaks UTF-8 JSON lines
 * ({@code runner/protocol.schema.json}). Owns its start, handshake, heartbeat, cancel, restart and end; no worker
 * outlives this process.
 */
@NullMarked
package io.fastervox.engine.worker;

import org.jspecify.annotations.NullMarked;
