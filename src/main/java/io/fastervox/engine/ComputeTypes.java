package io.fastervox.engine;

import io.fastervox.support.ErrorCode;
import java.util.List;

/** The number formats of the computation, as CTranslate2 names them. */
public final class ComputeTypes {
    private static final List<String> ON_CPU = List.of("auto", "default", "int8", "int8_float32", "int16", "float32");
    private static final List<String> ON_GPU = List.of(
            "auto",
            "default",
            "int8",
            "int8_float32",
            "int8_float16",
            "int8_bfloat16",
            "float16",
            "bfloat16",
            "float32");

    private ComputeTypes() {}

    /**
     * Whether a device of the kind may have it.
     *
     * @param device {@code cpu} or {@code cuda}
     */
    public static boolean isOf(String device, String computeType) {
        return known(device).contains(computeType);
    }

    /**
     * Refuses what no device of the kind can do. What this very one can do, the engine says when it loads a model.
     *
     * @param device {@code cpu} or {@code cuda}
     * @throws EngineException {@code COMPUTE_TYPE_UNSUPPORTED}: {@code {0}} the type, {@code {1}} the known ones
     */
    public static void require(String computeType, String device) throws EngineException {
        List<String> known = known(device);
        if (!known.contains(computeType)) {
            throw new EngineException(
                    ErrorCode.COMPUTE_TYPE_UNSUPPORTED,
                    device + " has no compute type " + computeType,
                    computeType,
                    String.join(" ", known));
        }
    }

    private static List<String> known(String device) {
        return device.equals("cpu") ? ON_CPU : ON_GPU;
    }
}
