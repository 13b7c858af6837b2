package io.fastervox.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComputeTypesTest {
    @ParameterizedTest
    @CsvSource({"int8,cpu", "auto,cpu", "float16,cuda", "int8_float16,cuda"})
    void whatADeviceOfTheKindMayDoIsLeftToTheEngine(String type, String device) {
        assertDoesNotThrow(() -> ComputeTypes.require(type, device));
    }

    @ParameterizedTest
    @CsvSource({"float17,cpu", "float16,cpu", "float17,cuda", "'',cpu"})
    void whatNoDeviceOfTheKindCanDoIsRefused(String type, String device) {
        EngineException refusal = assertThrows(EngineException.class, () -> ComputeTypes.require(type, device));

        assertEquals(
                List.of(
                        type,
                        device.equals("cpu")
                                ? "auto default int8 int8_float32 int16 float32"
                                : "auto default int8 int8_float32 int8_float16 int8_bfloat16 float16 bfloat16 float32"),
                refusal.arguments());
    }
}
