package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.environment.Admission.Obstacle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a failed admission is to a person. CTranslate2 and CUDA tell their failures apart by their text alone. */
final class Obstacles {
    /** The first one with a part of the text in it decides. */
    private static final List<Map.Entry<Obstacle, List<String>>> SIGNS = List.of(
            Map.entry(Obstacle.DRIVER_TOO_OLD, List.of("ptx")),
            Map.entry(Obstacle.NO_CODE_FOR_GPU, List.of("no kernel image", "invalid device function")),
            Map.entry(
                    Obstacle.NO_CUDA_DEVICE,
                    // a driver that cannot be loaded counts as version 0, which is "insufficient"
                    List.of("no cuda device", "no cuda-capable device", "driver version is insufficient")),
            Map.entry(
                    Obstacle.LIBRARY_NOT_LOADABLE,
                    List.of("cannot be loaded", "is not found", "cannot open shared object", "could not load")));

    private Obstacles() {}

    static Obstacle of(EngineException failure) {
        return switch (failure.code()) {
            case COMPUTE_TYPE_UNSUPPORTED -> Obstacle.COMPUTE_TYPE_UNSUPPORTED;
            case WORKER_CRASHED -> Obstacle.CRASHED;
            case WORKER_UNRESPONSIVE -> Obstacle.NOT_RESPONDING;
            default -> byText(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
        };
    }

    private static Obstacle byText(String text) {
        return SIGNS.stream()
                .filter(sign -> sign.getValue().stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Obstacle.DEVICE_FAILED);
    }
}
