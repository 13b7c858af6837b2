package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("What is protected on the disk is readable for its person alone")
class WindowsSecretsTest {
    private final WindowsSecrets secrets = new WindowsSecrets();

    @Test
    void whatIsSealedIsUnreadableAndOpensAgain() throws Exception {
        byte[] open = "Norland 你好".repeat(50_000).getBytes(StandardCharsets.UTF_8);

        byte[] sealed = secrets.seal(open);

        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("Norland"));
        assertArrayEquals(open, secrets.open(sealed));
    }

    @Test
    void whatWasNotSealedHereDoesNotOpen() {
        assertThrows(WindowsException.class, () -> secrets.open("no such thing".getBytes(StandardCharsets.UTF_8)));
    }
}
