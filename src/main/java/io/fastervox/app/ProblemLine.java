package io.fastervox.app;

import io.fastervox.environment.Problem;
import io.fastervox.support.Messages;

/** A damaged file in words. */
final class ProblemLine {
    private ProblemLine() {}

    static String of(Messages messages, Problem problem) {
        return messages.text("problem." + problem.kind(), problem.owner(), problem.file());
    }
}
