package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs {@code selftest.py} in an environment: imports, native libraries, voice detection on a recording of speech.
 *
 * @param script {@code selftest.py}
 * @param recording a few seconds of speech
 */
record SelfTest(Path script, Path recording, IsolatedPython isolated) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** The shipped recording is speech nearly throughout; less than this share means that detection does not work. */
    private static final double LEAST_SPEECH = 0.5;

    /**
     * Returns if the environment works.
     *
     * @throws EnvironmentException {@code ENVIRONMENT_SELF_TEST_FAILED} with {0} the profile's lock and {1} the reason
     */
    void run(Path python, Lock lock) throws EnvironmentException, IOException, InterruptedException {
        Exec.Result result = isolated.run(python, "", script.toString(), List.of(recording.toString()), LIMIT);
        if (!result.succeeded()) {
            List<String> lines = result.describe().lines().toList();
            throw failure(lock, lines.get(lines.size() - 1).strip(), result.describe());
        }
        try {
            judge(lock, Json.strict().readValue(result.stdout(), Answer.class));
        } catch (JsonProcessingException e) {
            throw failure(lock, "unreadable answer", result.describe());
        }
    }

    private static void judge(Lock lock, Answer answer) throws EnvironmentException {
        Map<String, String> versions = new TreeMap<>();
        answer.packages().forEach((name, version) -> versions.put(LockedWheel.normalise(name), version));
        for (LockedWheel wheel : lock.wheels()) {
            String version = versions.getOrDefault(wheel.name(), "none");
            if (!version.equals(wheel.version())) {
                String reason = wheel.name() + " is " + version + " instead of " + wheel.version();
                throw failure(lock, reason, reason);
            }
        }
        if (!answer.computeTypes().contains("float32")) {
            String reason = "no float32 among the compute types " + answer.computeTypes();
            throw failure(lock, reason, reason);
        }
        if (answer.seconds() <= 0 || answer.speechSeconds() < LEAST_SPEECH * answer.seconds()) {
            String reason = "found " + answer.speechSeconds() + " s of speech in " + answer.seconds() + " s";
            throw failure(lock, reason, reason);
        }
    }

    private static EnvironmentException failure(Lock lock, String reason, String detail) {
        return new EnvironmentException(
                ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, lock.name() + ": " + detail, lock.name(), reason);
    }

    private record Answer(
            Map<String, String> packages, List<String> computeTypes, double seconds, double speechSeconds) {}
}
