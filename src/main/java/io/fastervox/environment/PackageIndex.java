package io.fastervox.environment;

import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds files in package indexes (PEP 691, PEP 503) and folders ({@code file:}), which of them is best being settled when
 * the first file is looked for. The lock decides what a file has to be: whether an index withdrew it does not matter, and
 * one that states another SHA-256 does not have it. Thread-safe.
 */
public final class PackageIndex {
    private static final int MAX_PAGE_BYTES = 32 << 20;

    private final Http http;
    private final SourceOrder order;
    private final SourceMemory memory;
    private final List<URI> shipped;
    private final List<List<URI>> groups;
    private final Map<String, List<URI>> direct;
    private @Nullable List<URI> ranked;

    /**
     * @param shipped folders that come before all indexes; a file with another SHA-256 is not there
     * @param groups indexes by the address of their simple page, or folders: see {@link SourceOrder#order}
     * @param direct name of a file that no index has → where it lies
     */
    PackageIndex(
            Http http, SourceOrder order, List<URI> shipped, List<List<URI>> groups, Map<String, List<URI>> direct) {
        this.http = http;
        this.order = order;
        this.memory = order.memory();
        this.shipped = List.copyOf(shipped);
        this.groups = groups.stream().map(List::copyOf).toList();
        this.direct = Map.copyOf(direct);
    }

    /**
     * Where the best index has a file; the others are asked when that does not serve.
     *
     * @throws DownloadException {@code DOWNLOAD_NOT_FOUND} with {0} the file and {1} the indexes if they answer and do
     *     not have it; otherwise what the first index failed with
     */
    public Addresses locate(String project, String file, String sha256) throws DownloadException, InterruptedException {
        Wanted wanted = new Wanted(LockedWheel.normalise(project), file, sha256);
        if (direct.containsKey(file)) {
            return direct(wanted, direct.get(file));
        }
        return locate(wanted, bases(wanted.project()), null);
    }

    /** The indexes and folders besides the shipped one, in their groups. */
    public List<List<URI>> groups() {
        return groups;
    }

    /** This one index alone. */
    public PackageIndex only(URI base) {
        return new PackageIndex(http, order, List.of(), List.of(List.of(base)), Map.of());
    }

    /** The page of a project in an index. */
    public static URI page(URI base, String project) {
        String text = base.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + project + "/");
    }

    /** The address of a file that lies in a folder of a server. */
    static URI fileIn(URI folder, String file) {
        return URI.create(folder + "/" + file.replace("+", "%2B"));
    }

    /** Folders on this machine may have been given the file too. */
    private Addresses direct(Wanted wanted, List<URI> published) throws DownloadException, InterruptedException {
        List<URI> addresses = new ArrayList<>();
        Stream<URI> folders = Stream.concat(shipped.stream(), groups.stream().flatMap(List::stream))
                .filter(base -> "file".equals(base.getScheme()));
        for (URI folder : folders.toList()) {
            find(folder, wanted).ifPresent(addresses::add);
        }
        addresses.addAll(published);
        return Addresses.of(addresses);
    }

    /** @param before what the indexes asked before these failed with */
    private Addresses locate(Wanted wanted, List<URI> bases, @Nullable DownloadException before)
            throws DownloadException, InterruptedException {
        @Nullable DownloadException failure = before;
        for (int i = 0; i < bases.size(); i++) {
            URI base = bases.get(i);
            List<URI> others = bases.subList(i + 1, bases.size());
            try {
                Optional<URI> address = find(base, wanted);
                if (address.isPresent()) {
                    memory.worked(base);
                    @Nullable DownloadException known = failure;
                    Addresses.Further further = () -> locate(wanted, others, known);
                    return new Addresses(
                            List.of(address.get()), others.isEmpty() ? Optional.empty() : Optional.of(further));
                }
            } catch (DownloadException e) {
                if (e.code() != ErrorCode.DOWNLOAD_NOT_FOUND) {
                    failure = failure == null ? e : failure;
                    noteFailure(base, e, !others.isEmpty());
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        String all = String.join(", ", bases.stream().map(URI::toString).toList());
        throw new DownloadException(
                ErrorCode.DOWNLOAD_NOT_FOUND, wanted.file() + " is in none of " + all, wanted.file(), all);
    }

    private void noteFailure(URI base, DownloadException e, boolean othersFollow) {
        if (e.code() == ErrorCode.DOWNLOAD_HASH_MISMATCH) {
            memory.wasAnsweredFor(base, e.code(), e.reason());
        } else {
            memory.failed(base, e.code(), e.reason());
        }
        if (othersFollow) {
            memory.left(base, e.code(), e.reason());
        }
    }

    /** Best first. An index that failed after they were put in order is asked last. */
    private List<URI> bases(String project) throws InterruptedException {
        List<URI> bases = new ArrayList<>(ranked(project));
        bases.sort(Comparator.comparing(base -> memory.failure(base).isPresent()));
        return Stream.concat(shipped.stream(), bases.stream()).toList();
    }

    private synchronized List<URI> ranked(String project) throws InterruptedException {
        if (ranked == null) {
            List<URI> all = groups.stream().flatMap(List::stream).toList();
            ranked = all.size() < 2 ? all : inOrder(project);
        }
        return ranked;
    }

    private List<URI> inOrder(String project) throws InterruptedException {
        List<SourceOrder.Ranked> order = this.order.order(groups, base -> page(base, project));
        boolean anyServes = order.stream().anyMatch(index -> index.failure().isEmpty());
        for (SourceOrder.Ranked index : order) {
            index.failure()
                    .filter(failure -> anyServes && failure.code() != ErrorCode.DOWNLOAD_NOT_FOUND)
                    .ifPresent(failure -> memory.left(index.source(), failure.code(), failure.reason()));
        }
        return order.stream().map(SourceOrder.Ranked::source).toList();
    }

    private Optional<URI> find(URI base, Wanted wanted) throws DownloadException, InterruptedException {
        if ("file".equals(base.getScheme())) {
            Path folder = Path.of(base);
            return Stream.of(
                            folder.resolve(wanted.file()),
                            folder.resolve(wanted.project()).resolve(wanted.file()))
                    .filter(file -> shipped.contains(base) ? isWhole(file, wanted.sha256()) : Files.isRegularFile(file))
                    .findFirst()
                    .map(Path::toUri);
        }
        URI page = page(base, wanted.project());
        try {
            return IndexPage.find(wanted.file(), http.get(page, IndexPage.ACCEPT, MAX_PAGE_BYTES))
                    .filter(link -> link.mayHave(wanted.sha256()))
                    .map(link -> http.withoutAccount(link.address()));
        } catch (IOException e) {
            throw new DownloadException(
                    ErrorCode.DOWNLOAD_FAILED,
                    page + ": " + e.getMessage(),
                    e,
                    List.of(page.toString(), String.valueOf(e.getMessage())));
        }
    }

    /** Of a file that cannot be read nobody knows it. */
    static boolean isWhole(Path file, String sha256) {
        try {
            return Files.isRegularFile(file) && Sha256.of(file).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    private record Wanted(String project, String file, String sha256) {}
}
