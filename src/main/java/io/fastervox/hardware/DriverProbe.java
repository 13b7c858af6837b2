package io.fastervox.hardware;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks NVIDIA's libraries and its tool, each in a process of its own that is ended with everything it started when it does not
 * answer in time. Both libraries: either may hang in the driver or end its process, and neither may do that to the program.
 *
 * @param self how this program is started; arguments of {@link DriverChild} follow
 * @param variables the environment of the children
 * @param limit of each library
 * @param toolLimit of the tool, which has no Java to start
 */
record DriverProbe(List<String> self, Map<String, String> variables, Duration limit, Duration toolLimit) {
    private static final Logger LOG = LoggerFactory.getLogger(DriverProbe.class);

    /** Nothing that a crash leaves behind; JNA and Java start faster with little. */
    private static final String CHILD_OPTIONS =
            "-XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m";

    private static final String SMI_FIELDS =
            "--query-gpu=name,uuid,driver_version,compute_cap,memory.total,memory.free,pci.bus_id";
    private static final int SMI_COLUMNS = 7;
    private static final long MEBI = 1L << 20;

    /** @param library its path, or its name when only the system's loader knows where it is */
    Answer library(Informant informant, String library) throws InterruptedException {
        List<String> command = new ArrayList<>(self);
        command.addAll(List.of(DriverChild.COMMAND, informant.name(), library));
        // CUDA then counts as the management library does.
        Exec child = new Exec(command, java.util.Optional.empty(), variables, limit)
                .withVariables(Map.of("JAVA_TOOL_OPTIONS", CHILD_OPTIONS, "CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
        Exec.Result result;
        try {
            result = child.run();
        } catch (IOException e) {
            LOG.warn("the child that asks {} does not start: {}", informant, e.toString());
            return Answer.of(informant, Trouble.Kind.FAILED, e.toString());
        }
        List<String> lines = result.stdout().lines().toList();
        List<Trouble> troubles = new ArrayList<>();
        if (result.timedOut()) {
            troubles.add(new Trouble(informant, Trouble.Kind.HUNG, limit.toSeconds() + " s"));
        } else if (!lines.contains(DriverChild.BEGIN)) {
            troubles.add(new Trouble(informant, Trouble.Kind.FAILED, "exit code " + result.exitCode()));
            LOG.warn("the child that asks {} does not start: {}", informant, result.describe());
        } else if (!lines.contains(DriverChild.END)) {
            troubles.add(new Trouble(informant, Trouble.Kind.CRASHED, "exit code " + result.exitCode()));
            LOG.info("{} ended its process: {}", informant, result.describe());
        }
        Answer answer = Answer.parse(informant, lines);
        troubles.addAll(answer.troubles());
        return new Answer(answer.driver(), answer.cuda(), answer.gpus(), troubles);
    }

    Answer tool(Path nvidiaSmi) throws InterruptedException {
        if (!Files.isRegularFile(nvidiaSmi)) {
            return Answer.of(Informant.NVIDIA_SMI, Trouble.Kind.ABSENT, nvidiaSmi.toString());
        }
        List<String> command = List.of(nvidiaSmi.toString(), SMI_FIELDS, "--format=csv,noheader,nounits");
        Exec.Result result;
        try {
            result = new Exec(command, java.util.Optional.empty(), variables, toolLimit).run();
        } catch (IOException e) {
            return Answer.of(Informant.NVIDIA_SMI, Trouble.Kind.FAILED, e.toString());
        }
        if (result.timedOut()) {
            return Answer.of(Informant.NVIDIA_SMI, Trouble.Kind.HUNG, toolLimit.toSeconds() + " s");
        }
        if (result.exitCode() != 0) {
            return Answer.of(
                    Informant.NVIDIA_SMI,
                    Answer.kind(Informant.NVIDIA_SMI, result.exitCode()),
                    "exit code " + result.exitCode());
        }
        return table(result.stdout().lines().filter(line -> !line.isBlank()).toList());
    }

    private static Answer table(List<String> lines) {
        List<Gpu> gpus = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.split(",", -1);
            if (columns.length != SMI_COLUMNS || GpuValues.uuid(columns[1]).isEmpty()) {
                troubles.add(new Trouble(Informant.NVIDIA_SMI, Trouble.Kind.UNREADABLE, ""));
                continue;
            }
            Gpu gpu = Answer.gpu(Informant.NVIDIA_SMI, new String[] {
                "gpu",
                Integer.toString(gpus.size()),
                columns[1],
                columns[6],
                columns[0],
                columns[3],
                mebibytes(columns[4]),
                mebibytes(columns[5])
            });
            gpus.add(gpu.withDriver(GpuValues.driver(columns[2])));
        }
        return new Answer(gpus.stream().findFirst().flatMap(Gpu::driver), java.util.Optional.empty(), gpus, troubles);
    }

    private static String mebibytes(String column) {
        String number = column.strip();
        return number.matches("\\d{1,9}") ? Long.toString(Long.parseLong(number) * MEBI) : "";
    }
}
