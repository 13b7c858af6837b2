package io.fastervox.agent;

import java.time.Duration;

/** Whether there is something to transcribe with. */
public sealed interface SetUp {
    /** How far it came, for those who look. */
    SetUpProgress progress();

    /** It is looked for, fetched and built; {@code failures} in a row came before. */
    record Running(SetUpProgress progress, int failures) implements SetUp {}

    /** By the person. What was fetched is kept. */
    record Paused(SetUpProgress progress) implements SetUp {}

    /** It failed and is tried again after a while, or when somebody says so. */
    record Waiting(SetUpProgress progress, Problem problem, int failures) implements SetUp {
        private static final Duration FIRST = Duration.ofSeconds(10);
        private static final Duration LONGEST = Duration.ofMinutes(15);

        /** From the failure to the next try. */
        public Duration pause() {
            Duration pause = FIRST;
            for (int i = 1; i < failures && pause.compareTo(LONGEST) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        }
    }

    /** It failed, and only somebody can mend it. */
    record Failed(SetUpProgress progress, Problem problem) implements SetUp {}

    /** {@code progress} is that of packages which follow while people dictate: an update, or those of the graphics card. */
    record Done(SetUpProgress progress, Ready ready) implements SetUp {}
}
