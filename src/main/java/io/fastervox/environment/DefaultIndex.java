package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Exec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The package index that pip uses when nobody says otherwise, as pip itself names it. */
final class DefaultIndex {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String QUESTION = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from pip._internal.models.index import PyPI
            print(PyPI.simple_url)
            """;

    private DefaultIndex() {}

    /** Asks the pip in a wheel. */
    static URI ask(Base base, Path pipWheel, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        List<String> command =
                List.of(base.python().toString(), "-I", "-X", "utf8", "-c", QUESTION, pipWheel.toString());
        Exec.Result result =
                Exec.of(command, LIMIT).withEnvironment(isolated.environment()).run();
        String answer = result.stdout().strip();
        if (!result.succeeded() || !answer.matches("https?://\\S+")) {
            throw new EnvironmentException(
                    ErrorCode.ENVIRONMENT_INSTALL_FAILED,
                    "pip names no default index: " + result.describe(),
                    "pip",
                    result.describe());
        }
        return URI.create(answer);
    }
}
