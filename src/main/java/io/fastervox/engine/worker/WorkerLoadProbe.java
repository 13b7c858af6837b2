package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.models.LoadProbe;
import io.fastervox.models.ModelException;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/** Loads a model in a worker of its own, on the device that it is meant for. */
public final class WorkerLoadProbe implements LoadProbe {
    private final WorkerCommand command;
    private final String device;
    private final String computeType;

    public WorkerLoadProbe(WorkerCommand command, String device, String computeType) {
        this.command = command;
        this.device = device;
        this.computeType = computeType;
    }

    @Override
    public void load(Path modelFolder) throws ModelException, InterruptedException {
        try (WorkerEngine engine = new WorkerEngine(command)) {
            engine.load(new ModelSpec(modelFolder, device, computeType, 0));
        } catch (EngineException e) {
            if (e.code() != ErrorCode.MODEL_DAMAGED) {
                throw new ModelException(e.code(), String.valueOf(e.getMessage()), e, e.arguments());
            }
            String reason = e.code().id() + " " + e.getMessage();
            throw new ModelException(
                    ErrorCode.MODEL_NOT_LOADABLE, reason, e, List.of(modelFolder.getFileName(), reason));
        }
    }
}
