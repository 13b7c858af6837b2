package io.fastervox.environment;

import java.nio.file.Path;
import java.util.List;

/** Which processes run a program that lies in a folder: a worker of this or another Faster-Vox. */
final class RunningPrograms {
    private RunningPrograms() {}

    /** Process ids; processes of other users are not seen. */
    static List<Long> in(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(folder))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }
}
