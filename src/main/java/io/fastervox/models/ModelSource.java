package io.fastervox.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the files of a model can be had; the sources of one model are interchangeable, not equal byte by byte. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelSource.Hub.class, name = "hub"),
    @JsonSubTypes.Type(value = ModelSource.WheelParts.class, name = "wheel-parts")
})
public sealed interface ModelSource {
    /** Whether it serves tests only: people are told when it is used. */
    boolean test();

    /** Names it in manifests and messages. */
    String label();

    /** The SHA-256 of a file of the model, where it is known before fetching. */
    Optional<String> sha256(String path);

    /** The paths of all files, which are the whole model. */
    List<String> paths();

    /**
     * A repository of the model hub at one commit.
     *
     * @param alsoKnownAs the repository's other name; the hub redirects between the two
     */
    record Hub(boolean test, String repo, String revision, List<HubFile> files, Optional<String> alsoKnownAs)
            implements ModelSource {
        public Hub {
            files = List.copyOf(files);
        }

        /** Where a file of it is at an endpoint of the hub. */
        public URI address(URI endpoint, String path) {
            String base = endpoint.toString().replaceFirst("/+$", "");
            return URI.create(base + "/" + repo + "/resolve/" + revision + "/" + path);
        }

        @Override
        public String label() {
            return "hub:" + repo + "@" + revision;
        }

        @Override
        public Optional<String> sha256(String path) {
            return files.stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .flatMap(HubFile::sha256);
        }

        @Override
        public List<String> paths() {
            return files.stream().map(HubFile::path).toList();
        }
    }

    /**
     * A file of a repository.
     *
     * @param bytes for planning when the hash is not known
     * @param sha256 empty where the hub itself has to be asked
     */
    record HubFile(String path, OptionalLong bytes, Optional<String> sha256) {
        public HubFile {
            ModelIds.requireFileName(path);
        }
    }

    /** Packages of the package index that carry a model cut in pieces. */
    record WheelParts(boolean test, List<Wheel> wheels, List<JoinedFile> files) implements ModelSource {
        public WheelParts {
            wheels = List.copyOf(wheels);
            files = List.copyOf(files);
        }

        @Override
        public String label() {
            return "wheel-parts:" + wheels.get(0).name() + "@" + wheels.get(0).version();
        }

        @Override
        public Optional<String> sha256(String path) {
            return files.stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .map(JoinedFile::sha256);
        }

        @Override
        public List<String> paths() {
            return files.stream().map(JoinedFile::path).toList();
        }
    }

    /** A package file. */
    record Wheel(String name, String version, String file, String sha256, long bytes) {
        public Wheel {
            ModelIds.requireFileName(file);
        }
    }

    /** A file of the model: its parts one after the other. */
    record JoinedFile(String path, long bytes, String sha256, List<WheelPart> parts) {
        public JoinedFile {
            ModelIds.requireFileName(path);
            parts = List.copyOf(parts);
        }
    }

    /**
     * A piece of a file.
     *
     * @param wheel the file name of the package
     * @param entry the name inside it
     */
    record WheelPart(String wheel, String entry) {}
}
