package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockTest {
    private static final PythonEmbed REAL = new PythonEmbed(RealBuild.program().resolve("python-embed"));
    private static final String WHEEL = """
            {"name":"av","version":"18.1.0","file":"av-18.1.0-cp311-abi3-win_amd64.whl","sha256":"%s","bytes":7}""".formatted("8a".repeat(32));
    private static final String ID = "3c5a7f41eb4b";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boot-linux",
                "boot-windows",
                "cpu-linux",
                "cpu-windows",
                "cuda-linux",
                "cuda-windows",
                "torch-cu121-linux",
                "torch-cu121-windows"
            })
    void everyShippedLockIsReadAndItsIdFitsItsWheels(String name) throws Exception {
        assertEquals(name, REAL.lock(name).name());
    }

    @Test
    void everyProfileHasALockOfItsDownloadSizeOnEveryPlatform() throws Exception {
        for (Profile profile : REAL.profiles().profiles()) {
            for (PlatformId platform : PlatformId.values()) {
                assertEquals(
                        Objects.requireNonNull(profile.platforms().get(platform.id()))
                                .downloadBytes(),
                        REAL.lock(profile, platform).bytes(),
                        profile.id() + " on " + platform);
            }
        }
    }

    @Test
    void everyPlatformHasABasePython() throws Exception {
        List<String> platforms = REAL.bases().stream()
                .map(BasePython::platform)
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("linux-x86_64", "windows-x86_64"), platforms);
    }

    @Test
    void aLockIsReadWhole() throws Exception {
        write(lock("x", ID, WHEEL));

        LockedWheel wheel = new LockedWheel("av", "18.1.0", "av-18.1.0-cp311-abi3-win_amd64.whl", "8a".repeat(32), 7);
        assertEquals(
                new Lock(
                        "x",
                        ID,
                        "3.12",
                        "windows-x86_64",
                        java.util.Map.of("uv", "1"),
                        List.of(wheel),
                        Optional.empty()),
                new PythonEmbed(folder).lock("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "lock":"x"           | "lock":"x","odd":1
            "3c5a7f41eb4b"       | "3c5a7f41eb4a"
            "av",                | "AV",
            "bytes":7            | "bytes":0
            "bytes":7            | "bytes":null
            8a8a8a               | 8A8A8A
            av-18.1.0-           | ../av-18.1.0-
            av-18.1.0-           | other-18.1.0-
            "18.1.0"             | "18.1.0 ; evil"
            "python":"3.12",     | "pyhton":"3.12",
            ]}                   | ]}]
            ]}                   | ]
            "lock":"x"           | "lock":"y"
            """)
    @Reaches(ErrorCode.PROGRAM_FILE_MISSING)
    void anythingOddIsRefused(String good, String bad) throws Exception {
        String text = lock("x", ID, WHEEL);
        String odd = text.replace(good, bad);
        assertNotEquals(text, odd);
        write(odd);

        EnvironmentException refused =
                assertThrows(EnvironmentException.class, () -> new PythonEmbed(folder).lock("x"), odd);

        assertEquals(ErrorCode.PROGRAM_FILE_MISSING, refused.code());
    }

    @Test
    void aWheelThatComesTwiceIsRefused() throws Exception {
        write(lock("x", ID, WHEEL + "," + WHEEL));

        assertThrows(EnvironmentException.class, () -> new PythonEmbed(folder).lock("x"));
    }

    @Test
    void aMissingLockIsNamed() {
        EnvironmentException missing =
                assertThrows(EnvironmentException.class, () -> new PythonEmbed(folder).lock("x"));

        assertEquals(folder.resolve("locks/x.json"), missing.arguments().get(0));
    }

    @Test
    @Reaches(ErrorCode.PROFILE_UNKNOWN)
    void anUnknownProfileIsNamedTogetherWithTheKnownOnes() throws Exception {
        Profiles profiles = REAL.profiles();

        EnvironmentException unknown = assertThrows(EnvironmentException.class, () -> profiles.get("gpu"));

        assertEquals(ErrorCode.PROFILE_UNKNOWN, unknown.code());
        assertEquals(List.of("gpu", "cpu, cuda, torch-cu121"), unknown.arguments());
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64, LINUX", "Windows 11, amd64, WINDOWS", "Windows 10, x86_64, WINDOWS"})
    void thePlatformFollowsFromTheNamesThatJavaGives(String system, String architecture, PlatformId expected)
            throws Exception {
        assertEquals(expected, PlatformId.of(system, architecture));
    }

    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Windows 11, aarch64", "Mac OS X, x86_64", "Linux, i386"})
    @Reaches(ErrorCode.PLATFORM_UNSUPPORTED)
    void aPlatformWithoutWheelsIsUnsupported(String system, String architecture) {
        EnvironmentException unsupported =
                assertThrows(EnvironmentException.class, () -> PlatformId.of(system, architecture));

        assertEquals(ErrorCode.PLATFORM_UNSUPPORTED, unsupported.code());
        assertEquals(List.of(system, architecture), unsupported.arguments());
    }

    private void write(String text) throws Exception {
        Files.createDirectories(folder.resolve("locks"));
        Files.writeString(folder.resolve("locks/x.json"), text);
    }

    private static String lock(String name, String id, String wheels) {
        return """
                {"lock":"%s","id":"%s","python":"3.12","platform":"windows-x86_64","made":{"uv":"1"},"wheels":[%s]}""".formatted(name, id, wheels);
    }
}
