package io.fastervox.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pin of a base Python ({@code python-embed/base-python.json}, which explains its fields).
 *
 * @param testOnly serves development and tests, never a released product
 * @param sources the list of {@code sources.json} that has it; empty when nobody publishes it as one file
 * @param interpreter path below the unpacked folder
 * @param pip path below the unpacked folder of a pip wheel that the archive carries, if it does
 * @param pathFile the {@code ._pth} file of an embeddable Python
 * @param assemble how the build makes an embeddable archive of an artifact; not used at run time
 */
public record BasePython(
        String id,
        String platform,
        String python,
        boolean testOnly,
        String kind,
        Optional<String> artifact,
        Optional<String> classifier,
        String file,
        String sha256,
        OptionalLong bytes,
        Optional<String> sources,
        Unpack unpack,
        String interpreter,
        Optional<String> pip,
        Optional<String> pathFile,
        Optional<JsonNode> assemble) {
    public BasePython {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(python, "python");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(unpack, "unpack");
        Objects.requireNonNull(interpreter, "interpreter");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }

    /**
     * This Python as the given archive holds it.
     *
     * @param publishers base URLs, best first; they only count for one that is published
     */
    public BaseArchive archive(Path archive, List<URI> publishers) {
        List<URI> addresses = sources.isEmpty()
                ? List.of()
                : publishers.stream()
                        .map(publisher -> URI.create(publisher + "/" + python + "/" + file))
                        .toList();
        return new BaseArchive(id, python, archive, sha256, bytes, addresses, unpack, interpreter, pip, pathFile);
    }

    /**
     * What of an archive is unpacked and where.
     *
     * @param prefix entries below it are taken, without it
     * @param leaveOut beginnings of paths that are not taken
     * @param also single entries taken to another place
     * @param executable files that get the execute permission
     */
    public record Unpack(String prefix, List<String> leaveOut, List<Also> also, List<String> executable) {
        public Unpack {
            Objects.requireNonNull(prefix, "prefix");
            leaveOut = List.copyOf(leaveOut);
            also = List.copyOf(also);
            executable = List.copyOf(executable);
        }
    }

    /** One more entry: its path without the prefix, and where it goes. */
    public record Also(String from, String to) {}
}
