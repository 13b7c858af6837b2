package io.fastervox.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks both libraries at the same time, and the tool only when neither has said what a GPU can do. With the limits of 8 s for
 * a library and 5 s for the tool the whole takes 13 s at worst, and less than one as a rule.
 */
record DriverSurvey(DriverFiles files, DriverProbe probe) implements GpuSurvey {
    private static final Logger LOG = LoggerFactory.getLogger(DriverSurvey.class);

    @Override
    public Found survey(List<Gpu> listed, Optional<String> driver) {
        try {
            return found(listed, driver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found(listed, Optional.empty(), List.of());
        }
    }

    private Found found(List<Gpu> listed, Optional<String> driver) throws InterruptedException {
        ExecutorService two = Executors.newFixedThreadPool(2, DriverSurvey::daemon);
        Answer nvml;
        Answer cuda;
        try {
            Future<Answer> first = two.submit(() -> library(Informant.NVML, files.nvml()));
            Future<Answer> second = two.submit(() -> library(Informant.NVCUDA, files.nvcuda()));
            nvml = result(Informant.NVML, first);
            cuda = result(Informant.NVCUDA, second);
        } finally {
            two.shutdownNow();
        }
        List<Gpu> gpus = joined(cuda.gpus().isEmpty() ? nvml.gpus() : withoutIndex(nvml.gpus()), cuda.gpus());
        Answer tool = Answer.NONE;
        boolean hangs = nvml.troubles().stream().anyMatch(trouble -> trouble.kind() == Trouble.Kind.HUNG);
        if (!hangs && gpus.stream().noneMatch(gpu -> gpu.computeCapability().isPresent())) {
            tool = probe.tool(files.nvidiaSmi()); // it asks the library that hangs, so it would too
            gpus = joined(gpus, tool.gpus());
        }
        List<Trouble> troubles = new ArrayList<>(nvml.troubles());
        troubles.addAll(cuda.troubles());
        troubles.addAll(tool.troubles());
        return new Found(
                withListed(gpus, listed, nvml.driver().or(tool::driver).or(() -> driver)),
                nvml.cuda().or(cuda::cuda),
                troubles);
    }

    private Answer library(Informant informant, Optional<String> library) throws InterruptedException {
        return library.isPresent()
                ? probe.library(informant, library.get())
                : Answer.of(informant, Trouble.Kind.ABSENT, "");
    }

    private static Answer result(Informant informant, Future<Answer> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            LOG.warn("{} could not be asked", informant, e);
            return Answer.of(informant, Trouble.Kind.FAILED, String.valueOf(e.getCause()));
        }
    }

    /** The first list completed by the second. */
    static List<Gpu> joined(List<Gpu> first, List<Gpu> second) {
        List<Gpu> all = new ArrayList<>();
        List<Gpu> left = new ArrayList<>(second);
        for (Gpu gpu : first) {
            Optional<Gpu> other =
                    left.stream().filter(candidate -> same(gpu, candidate)).findFirst();
            other.ifPresent(left::remove);
            all.add(other.map(twin -> completed(gpu, twin)).orElse(gpu));
        }
        all.addAll(left);
        all.sort(Comparator.comparing(gpu -> gpu.pci().orElse("")));
        return all;
    }

    /** The CUDA driver's count is the one that the engine will use. */
    private static List<Gpu> withoutIndex(List<Gpu> gpus) {
        return gpus.stream()
                .map(gpu -> gpu.withIndex(OptionalInt.empty(), gpu.seenBy()))
                .toList();
    }

    private static List<Gpu> withListed(List<Gpu> answering, List<Gpu> listed, Optional<String> driver) {
        List<Gpu> all = new ArrayList<>();
        List<Gpu> left = new ArrayList<>(listed);
        for (Gpu gpu : answering) {
            Optional<Gpu> entry = left.stream()
                    .filter(candidate -> candidate.vendor() == Vendor.NVIDIA && same(gpu, candidate))
                    .findFirst();
            entry.ifPresent(left::remove);
            Gpu whole = entry.map(twin -> completed(gpu, twin)).orElse(gpu);
            all.add(whole.driver().isPresent() ? whole : whole.withDriver(driver));
        }
        left.sort(Comparator.comparing(Gpu::vendor));
        all.addAll(left);
        return all;
    }

    private static boolean same(Gpu one, Gpu other) {
        if (one.id().startsWith("GPU-") && other.id().startsWith("GPU-")) {
            return one.id().equals(other.id());
        }
        boolean placed = one.pci().isPresent() && other.pci().isPresent();
        return placed ? one.pci().equals(other.pci()) : plain(one.name()).equals(plain(other.name()));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^nvidia ", "");
    }

    private static Gpu completed(Gpu gpu, Gpu twin) {
        Set<Informant> both = new TreeSet<>(gpu.seenBy());
        both.addAll(twin.seenBy());
        OptionalInt index = gpu.index().isPresent() ? gpu.index() : twin.index();
        return new Gpu(
                gpu.vendor(),
                gpu.id().startsWith("GPU-") ? gpu.id() : twin.id(),
                gpu.name(),
                gpu.pci().or(twin::pci),
                index,
                gpu.driver().or(twin::driver),
                gpu.computeCapability().or(twin::computeCapability),
                gpu.memoryBytes().isPresent() ? gpu.memoryBytes() : twin.memoryBytes(),
                gpu.freeBytes().isPresent() ? gpu.freeBytes() : twin.freeBytes(),
                both);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "gpu-probe");
        thread.setDaemon(true);
        return thread;
    }
}
