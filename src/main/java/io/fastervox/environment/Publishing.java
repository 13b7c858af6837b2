package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.Response;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What publishers state of wheels that no package index has: SHA-256 and size, over TLS. It is kept, so that a wheel that is
 * in the cache can be checked without a network.
 *
 * @param memory file of what was stated before
 */
record Publishing(Http http, List<Sources.Publisher> publishers, Path memory) {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final int VERSION = 1;
    private static final int MAX_PAGE_BYTES = 32 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * The same wheels with the hashes of all, and where its published ones are.
     *
     * @param addresses name of a file → where it lies
     */
    record Stated(Lock lock, Map<String, List<URI>> addresses) {}

    /**
     * Asks the publishers of those wheels that have not been stated yet.
     *
     * @throws DownloadException if one does not answer, or does not state the file's SHA-256 and size
     */
    Stated stated(Lock lock) throws EnvironmentException, DownloadException, IOException, InterruptedException {
        List<LockedWheel> stated = new ArrayList<>();
        Map<String, List<URI>> addresses = new LinkedHashMap<>();
        for (PublishedWheel wheel : lock.unstated()) {
            Sources.Publisher publisher = publisher(wheel);
            addresses.put(
                    wheel.file(),
                    publisher.files().stream()
                            .map(folder -> PackageIndex.fileIn(folder, wheel.file()))
                            .toList());
            Statement statement = statement(wheel, publisher);
            stated.add(wheel.stated(statement.sha256(), statement.bytes()));
        }
        return new Stated(lock.with(stated), addresses);
    }

    /** The SHA-256 that was stated before. */
    Optional<String> known(PublishedWheel wheel) throws IOException {
        return Optional.ofNullable(read().get(wheel.file())).map(Statement::sha256);
    }

    /** Takes over what a bundle says of a published wheel, where nobody can be asked. */
    void believe(PublishedWheel wheel, String sha256, long bytes) throws IOException {
        Map<String, Statement> known = new TreeMap<>(read());
        known.put(wheel.file(), new Statement(sha256, bytes));
        write(known);
    }

    private Sources.Publisher publisher(PublishedWheel wheel) throws EnvironmentException {
        return publishers.stream()
                .filter(publisher -> publisher.id().equals(wheel.publisher()))
                .findFirst()
                .orElseThrow(() -> new EnvironmentException(
                        ErrorCode.PROGRAM_FILE_MISSING,
                        "no publisher " + wheel.publisher(),
                        "sources.json",
                        "no publisher " + wheel.publisher()));
    }

    private Statement statement(PublishedWheel wheel, Sources.Publisher publisher)
            throws DownloadException, IOException, InterruptedException {
        Map<String, Statement> known = new TreeMap<>(read());
        Optional<Statement> before = Optional.ofNullable(known.get(wheel.file()));
        if (before.isPresent()) {
            return before.get();
        }
        URI page = PackageIndex.page(publisher.index(), wheel.name());
        Response answer = http.get(page, IndexPage.ACCEPT, MAX_PAGE_BYTES); // never leaves TLS
        IndexLink link = IndexPage.find(wheel.file(), answer)
                .orElseThrow(() -> refused(ErrorCode.DOWNLOAD_NOT_FOUND, page, wheel.file() + " is not there"));
        String sha256 = link.sha256()
                .orElseThrow(() -> refused(ErrorCode.DOWNLOAD_FAILED, page, "no SHA-256 of " + wheel.file()));
        Statement statement = new Statement(sha256, size(link.address()));
        LOG.info("{} states {} of {}", page, statement, wheel.file());
        known.put(wheel.file(), statement);
        write(known);
        return statement;
    }

    private long size(URI file) throws DownloadException, InterruptedException {
        Response answer = http.head(file, LIMIT);
        if (answer.status() / 100 != 2) {
            throw refused(ErrorCode.DOWNLOAD_FAILED, file, "HTTP " + answer.status());
        }
        return answer.header("content-length")
                .filter(size -> size.matches("[1-9]\\d{0,17}"))
                .map(Long::parseLong)
                .orElseThrow(() -> refused(ErrorCode.DOWNLOAD_FAILED, file, "it states no size"));
    }

    private static DownloadException refused(ErrorCode code, URI address, String reason) {
        return new DownloadException(code, address + ": " + reason, address.toString(), reason);
    }

    private void write(Map<String, Statement> known) throws IOException {
        AtomicFiles.write(memory, Json.strict().writeValueAsBytes(new Content(VERSION, known)));
    }

    private Map<String, Statement> read() throws IOException {
        try {
            if (Files.isRegularFile(memory)) {
                return Json.strict()
                        .readValue(Files.readAllBytes(memory), Content.class)
                        .files();
            }
        } catch (JsonProcessingException e) {
            LOG.warn("{} is not readable and counts as absent: {}", memory, e.getOriginalMessage());
        }
        return Map.of();
    }

    /** Of one file. */
    private record Statement(String sha256, long bytes) {
        Statement {
            if (!sha256.matches("[0-9a-f]{64}") || bytes <= 0) {
                throw new IllegalArgumentException(sha256 + " " + bytes);
            }
        }
    }

    private record Content(int version, Map<String, Statement> files) {
        Content {
            files = Map.copyOf(files);
        }
    }
}
