/**
 * {@code fvox bench}: measurements of this machine, always as ratios of two things run in the same call, alternating. The
 * commands write {@code docs/benchmarks/*.json}; the page beside them is generated from these files alone.
 */
@NullMarked
package io.fastervox.app.bench;

import org.jspecify.annotations.NullMarked;
