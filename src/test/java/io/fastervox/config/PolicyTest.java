package io.fastervox.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Policy MODEL = new Policy(Set.of("model"), true, true, true, Optional.empty());

    @Test
    void aWishAgainstItIsRefusedAndOneThatIsTheSameIsNot() {
        assertDoesNotThrow(() -> {
            MODEL.require("model", Optional.empty(), Optional.of("base"));
            MODEL.require("model", Optional.of("base"), Optional.of("base"));
            MODEL.require("device", Optional.of("cuda"), Optional.of("cpu"));
        });
        ConfigException refusal = assertThrows(
                ConfigException.class, () -> MODEL.require("model", Optional.of("tiny"), Optional.empty()));
        assertEquals(
                List.of(ErrorCode.POLICY_HOLDS, List.of("model", "tiny")),
                List.of(refusal.code(), refusal.arguments()));
    }

    @Test
    void whatIsAboutSomethingSwitchedOffIsNotLeftToThePerson() {
        Policy noDictation = new Policy(Set.of(), false, true, true, Optional.empty());
        Policy noFiles = new Policy(Set.of(), true, false, true, Optional.empty());
        List<String> fields = List.of("model", "hotkey", "watched_folder");

        assertEquals(
                List.of(
                        List.of("model", "hotkey", "watched_folder"),
                        List.of("hotkey", "watched_folder"),
                        List.of("model", "watched_folder"),
                        List.of("model", "hotkey")),
                Stream.of(Policy.NONE, MODEL, noDictation, noFiles)
                        .map(policy -> fields.stream().filter(policy::leaves).toList())
                        .toList());
    }
}
