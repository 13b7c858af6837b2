package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.environment.Component.State;
import io.fastervox.support.Json;
import io.fastervox.support.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped profiles with all the packages of their Linux locks; each package is a few bytes. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake Python is a sh script")
class ResumeTest {
    private static final String WHISPER = "faster-whisper";

    @TempDir
    Path folder;

    static List<Profile> profiles() throws Exception {
        return new PythonEmbed(RealBuild.program().resolve("python-embed"))
                .profiles()
                .profiles();
    }

    private FakeProgram program(Profile profile) throws Exception {
        PythonEmbed shipped = new PythonEmbed(RealBuild.program().resolve("python-embed"));
        return new FakeProgram(
                folder,
                profile.id(),
                List.copyOf(shipped.lock(profile, PlatformId.LINUX).versions().keySet()));
    }

    private static Environments.Built ensure(FakeProgram fake, Profile profile) throws Exception {
        return fake.environments().ensure(profile.id(), ProgressListener.NONE);
    }

    private static Map<Component, State> states(FakeProgram fake, Profile profile) throws Exception {
        return fake.environments().status(profile.id()).components();
    }

    /** The four, PyTorch being shown as not needed where the profile has none. */
    private static Map<Component, State> all(Profile profile, State python, State torch, State whisper) {
        Map<Component, State> states = new EnumMap<>(Map.of(
                Component.EMBEDDABLE_PYTHON, python,
                Component.VIRTUAL_ENVIRONMENT, python,
                Component.PYTORCH, torch,
                Component.WHISPER, whisper));
        if (!profile.needs(Component.PYTORCH)) {
            states.put(Component.PYTORCH, State.NOT_NEEDED);
        }
        return states;
    }

    private static Path record(FakeProgram fake, String name) throws Exception {
        return fake.environment(1)
                .resolve("lib/python3.12/site-packages/" + FakeProgram.folder(name) + "-1.0.dist-info/RECORD");
    }

    /** Package → the identity of its list, which is never written in place. */
    private static Map<String, Object> installed(FakeProgram fake) throws Exception {
        Map<String, Object> identities = new TreeMap<>();
        try (Stream<Path> infos = Files.list(record(fake, WHISPER).getParent().getParent())) {
            for (Path info :
                    infos.filter(path -> path.toString().endsWith(".dist-info")).toList()) {
                Path record = info.resolve("RECORD");
                String name =
                        LockedWheel.normalise(info.getFileName().toString().replace("-1.0.dist-info", ""));
                identities.put(name, Files.exists(record) ? Files.readAttributes(record, "unix:ino,ctime") : "none");
            }
        }
        return identities;
    }

    private static Set<String> changedSince(Map<String, Object> before, FakeProgram fake) throws Exception {
        Map<String, Object> now = installed(fake);
        now.entrySet().removeAll(before.entrySet());
        return now.keySet();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("R15: whisper failed, so whisper only; in every profile")
    void whisperFailedSoWhisperOnly(Profile profile) throws Exception {
        try (FakeProgram fake = program(profile)) {
            assertEquals(all(profile, State.MISSING, State.MISSING, State.MISSING), states(fake, profile));
            fake.mode("selftest", "fails");
            assertThrows(EnvironmentException.class, () -> ensure(fake, profile));
            // As when the wheel could not be unpacked: other files are there, the list that proves the package is not.
            Files.delete(record(fake, WHISPER));
            assertEquals(all(profile, State.READY, State.READY, State.INCOMPLETE), states(fake, profile));
            Map<String, Object> before = installed(fake);
            fake.reset();

            ensure(fake, profile);

            assertEquals(Set.of(WHISPER), changedSince(before, fake));
            assertEquals(List.of("selftest"), fake.calls());
            assertEquals(all(profile, State.READY, State.READY, State.READY), states(fake, profile));
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("R15: torch there, whisper not, so from whisper; in every profile")
    void torchThereWhisperNotSoFromWhisper(Profile profile) throws Exception {
        try (FakeProgram fake = program(profile)) {
            ensure(fake, profile);
            // As after a kill before Whisper and what it needs were unpacked; all else, PyTorch among it, is there.
            EnvironmentManifest finished = Json.strict()
                    .readValue(
                            Files.readAllBytes(fake.environment(1).resolve("environment.json")),
                            EnvironmentManifest.class);
            Set<String> missing = Set.of(WHISPER, "ctranslate2", "tokenizers");
            for (String name : missing) {
                Files.delete(record(fake, name));
            }
            new EnvironmentFolder(fake.environment(1), PlatformId.LINUX)
                    .write(new BuildState(
                            BuildState.VERSION,
                            finished.root(),
                            finished.lockId(),
                            finished.profile(),
                            finished.base(),
                            Optional.of(finished.own())));
            Files.delete(fake.data.resolve("pytorch_env/current.json"));
            assertEquals(all(profile, State.READY, State.READY, State.INCOMPLETE), states(fake, profile));
            Map<String, Object> before = installed(fake);
            fake.reset();

            Environments.Built built = ensure(fake, profile);

            assertEquals(fake.environment(1), built.environment().root());
            assertEquals(missing, changedSince(before, fake));
            assertEquals(profile.needs(Component.PYTORCH), before.containsKey("torch"));
            assertEquals(List.of("selftest"), fake.calls());
            assertEquals(all(profile, State.READY, State.READY, State.READY), states(fake, profile));
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("R15: unpacked but no virtual environment, so from there; in every profile")
    void unpackedButNoVirtualEnvironmentSoFromThere(Profile profile) throws Exception {
        try (FakeProgram fake = program(profile)) {
            fake.mode("virtualenv", "fails");
            assertThrows(EnvironmentException.class, () -> ensure(fake, profile));
            Map<Component, State> states = states(fake, profile);
            assertEquals(
                    List.of(State.READY, State.INCOMPLETE),
                    List.of(
                            states.getOrDefault(Component.EMBEDDABLE_PYTHON, State.MISSING),
                            states.getOrDefault(Component.VIRTUAL_ENVIRONMENT, State.MISSING)));
            FileTime unpacked = unpacked(fake);
            fake.reset();

            ensure(fake, profile);

            assertEquals(unpacked, unpacked(fake));
            assertTrue(fake.calls().containsAll(List.of("virtualenv", "selftest")), fake.calls()::toString);
            assertEquals(all(profile, State.READY, State.READY, State.READY), states(fake, profile));
        }
    }

    private static FileTime unpacked(FakeProgram fake) throws Exception {
        try (Stream<Path> bases = Files.list(fake.data.resolve("python_embed"))) {
            return Files.getLastModifiedTime(bases.findFirst().orElseThrow().resolve(".complete"));
        }
    }
}
