package io.fastervox.app;

import io.fastervox.environment.DeviceDecision;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.InstructionSet;
import io.fastervox.hardware.Trouble;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The hardware and the decision as they are shown, in the form of {@code --json}.
 *
 * @param model that suits this machine
 * @param reasons key, and text in the person's language
 */
record HardwareView(
        HardwareFacts hardware,
        String profile,
        String device,
        Optional<Gpu> gpu,
        List<String> computeTypes,
        int threads,
        String model,
        List<Said> reasons) {
    private static final double GIBI = 1L << 30;

    HardwareView {
        computeTypes = List.copyOf(computeTypes);
        reasons = List.copyOf(reasons);
    }

    record Said(String key, String text) {}

    static HardwareView of(HardwareFacts facts, DeviceDecision decision, Optional<String> language, Messages messages) {
        return new HardwareView(
                facts,
                decision.profile(),
                decision.device(),
                decision.gpu(),
                decision.computeTypes(),
                decision.threads(),
                new ModelChoice(ModelCatalogue.shipped())
                        .choose(DeviceChoice.machine(facts, decision), new Demand(language, false), id -> true)
                        .id(),
                decision.reasons().stream()
                        .map(reason -> new Said(
                                reason.key(),
                                messages.text(
                                        "decision." + reason.key(),
                                        reason.arguments().toArray())))
                        .toList());
    }

    List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(messages.text(
                "hardware.cpu",
                hardware.cpu().name(),
                hardware.cpu().physicalCores(),
                hardware.cpu().logicalCores(),
                hardware.cpu().instructionSets().stream()
                        .map(InstructionSet::name)
                        .collect(Collectors.joining(" ")),
                gigabytes(hardware.memoryBytes())));
        hardware.gpus().forEach(found -> lines.add(line(found, messages)));
        hardware.troubles().forEach(trouble -> lines.add(line(trouble, messages)));
        lines.add(messages.text(
                "decision",
                messages.text("profile." + device),
                gpu.map(Gpu::name).orElse(hardware.cpu().name()),
                String.join(", ", computeTypes),
                profile,
                model));
        reasons.forEach(reason -> lines.add("- " + reason.text()));
        return lines;
    }

    private static String line(Gpu gpu, Messages messages) {
        List<String> facts = new ArrayList<>();
        gpu.driver().ifPresent(driver -> facts.add(messages.text("hardware.gpu.driver", driver)));
        gpu.computeCapability()
                .ifPresent(capability -> facts.add(messages.text("hardware.gpu.capability", capability)));
        if (gpu.memoryBytes().isPresent()) {
            OptionalLong free = gpu.freeBytes();
            String whole = gigabytes(gpu.memoryBytes().getAsLong());
            facts.add(
                    free.isPresent()
                            ? messages.text("hardware.gpu.memory-free", whole, gigabytes(free.getAsLong()))
                            : messages.text("hardware.gpu.memory", whole));
        }
        gpu.pci().ifPresent(facts::add);
        if (!gpu.answers()) {
            facts.add(messages.text("hardware.gpu.listed"));
        }
        return messages.text("hardware.gpu", gpu.name(), String.join(", ", facts));
    }

    private static String line(Trouble trouble, Messages messages) {
        return messages.text(
                "hardware.trouble." + trouble.kind(),
                messages.text("hardware.informant." + trouble.informant()),
                trouble.detail());
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIBI);
    }
}
