package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipTest {
    private static final long MB = 1L << 20;

    @Test
    void requirementsNameOneVersionAndOneHashALine() {
        String hash = "0a".repeat(32);

        assertEquals(
                "av==18.1.0 --hash=sha256:%s\nhf-xet==1.8.0 --hash=sha256:%s\n".formatted(hash, hash),
                Pip.requirements(List.of(
                        new LockedWheel("hf-xet", "1.8.0", "hf_xet-1.8.0-py3-none-any.whl", hash, 1),
                        new LockedWheel("av", "18.1.0", "av-18.1.0-py3-none-any.whl", hash, 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            43 36 28 16 4 1 | [[43, 36], [28, 16, 4, 1]]
            553 43 36 28    | [[553], [43, 36, 28]]
            100             | [[100]]
            3 2 1           | [[3, 2, 1]]
            ''              | []
            """)
    void largeWheelsGetALaneOfTheirOwn(String megabytes, String lanes) {
        List<LockedWheel> wheels = megabytes.isEmpty()
                ? List.of()
                : LongStream.of(java.util.Arrays.stream(megabytes.split(" "))
                                .mapToLong(Long::parseLong)
                                .toArray())
                        .mapToObj(size -> wheel(size * MB))
                        .toList();

        assertEquals(
                lanes,
                Lanes.of(wheels).stream()
                        .map(lane ->
                                lane.stream().map(wheel -> wheel.bytes() / MB).toList())
                        .toList()
                        .toString());
    }

    @Test
    void aChildSeesNothingOfTheUsersPythonPipOrCuda() {
        IsolatedPython isolated = new IsolatedPython(
                java.nio.file.Path.of("tied.py"),
                java.nio.file.Path.of("/data/tmp"),
                Map.of(
                        "PATH", "/bin",
                        "PYTHONPATH", "x",
                        "PythonHome", "x",
                        "PIP_INDEX_URL", "x",
                        "LD_PRELOAD", "x",
                        "CUDA_PATH_V12_1", "x",
                        "VIRTUAL_ENV", "x",
                        "HTTPS_PROXY", "http://proxy:8080"));

        assertEquals(
                Map.of(
                        "PATH", "/bin",
                        "HTTPS_PROXY", "http://proxy:8080",
                        "PIP_CONFIG_FILE", "/dev/null",
                        "VIRTUALENV_CONFIG_FILE", "/data/tmp/no-virtualenv.ini",
                        "TMPDIR", "/data/tmp",
                        "TEMP", "/data/tmp",
                        "TMP", "/data/tmp"),
                isolated.environment());
    }

    private static LockedWheel wheel(long bytes) {
        String name = "w" + bytes;
        return new LockedWheel(name, "1", name + "-1-py3-none-any.whl", "00".repeat(32), bytes);
    }
}
