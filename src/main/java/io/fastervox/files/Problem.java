package io.fastervox.files;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;

/** Why a job failed or waits; {@code arguments} fill the texts of the code. */
public record Problem(ErrorCode code, List<String> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    static Problem of(CodedException e) {
        return new Problem(e.code(), e.arguments().stream().map(String::valueOf).toList());
    }
}
