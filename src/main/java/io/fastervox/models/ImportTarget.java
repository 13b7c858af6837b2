package io.fastervox.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which place in the store a folder of someone's gets. */
final class ImportTarget {
    private final Path root;
    private final ModelCatalogue catalogue;
    private final Map<String, String> hashes;

    /** @param hashes SHA-256 by file name */
    ImportTarget(Path root, ModelCatalogue catalogue, Map<String, String> hashes) {
        this.root = root;
        this.catalogue = catalogue;
        this.hashes = hashes;
    }

    /** The id that was asked for, that of the model it is, or one made from the name of the folder. */
    String idFor(Path from, Optional<String> wanted) throws ModelException, IOException {
        Optional<String> recognised = catalogue.identify(hashes).map(ModelEntry::id);
        if (wanted.isPresent()) {
            String id = wanted.get();
            boolean otherModel = catalogue.find(id).isPresent() && !recognised.equals(wanted);
            if (otherModel || !isFree(id)) {
                throw WhisperFolder.invalid(
                        from, otherModel ? "these are not the files of " + id : "the id " + id + " is taken");
            }
            return id;
        }
        if (recognised.isPresent()) {
            return recognised.get();
        }
        String name = ModelIds.fromName(
                String.valueOf(from.toAbsolutePath().normalize().getFileName()));
        String base = catalogue.find(name).isPresent() ? name + "-custom" : name;
        String id = base;
        for (int number = 2; !isFree(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    /** Nothing complete is there, or the very same model. */
    private boolean isFree(String id) throws IOException {
        Optional<Manifest> there = Manifest.read(root.resolve(id));
        return there.isEmpty()
                || hashesOf(there.get()).equals(hashes)
                || catalogue.find(id).isPresent();
    }

    /** Whether the very same model is there already. */
    boolean isIntactIn(Path folder) throws IOException {
        Optional<Manifest> there = Manifest.read(folder);
        return there.isPresent()
                && hashesOf(there.get()).equals(hashes)
                && there.get().touched(folder).isEmpty();
    }

    private static Map<String, String> hashesOf(Manifest manifest) {
        return manifest.files().stream().collect(Collectors.toMap(StoredFile::path, StoredFile::sha256));
    }
}
