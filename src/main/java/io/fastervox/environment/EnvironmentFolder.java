package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * One folder below {@code pytorch_env/} and the two files that say what it is: {@code .incomplete} from its beginning,
 * {@code environment.json} when it is verified.
 */
record EnvironmentFolder(Path root, PlatformId platform) {
    private static final String MANIFEST = "environment.json";
    private static final String STATE = ".incomplete";

    /** Whether a path is one of our own notes in the folder. */
    static boolean isOurs(String path) {
        return path.equals(MANIFEST) || path.equals(STATE) || path.equals(LastCheck.FILE);
    }

    VirtualEnvironment virtualEnvironment() {
        return new VirtualEnvironment(root, platform);
    }

    String name() {
        return String.valueOf(root.getFileName());
    }

    /** The manifest, if the folder is complete and still where it was built. */
    Optional<EnvironmentManifest> manifest() throws IOException {
        return manifest(EnvironmentManifest.class, EnvironmentManifest::root);
    }

    private <T> Optional<T> manifest(Class<T> type, Function<T, String> builtIn) throws IOException {
        if (Files.exists(root.resolve(STATE))) {
            return Optional.empty();
        }
        Optional<T> manifest = read(MANIFEST, type);
        return manifest.isPresent() && isHere(builtIn.apply(manifest.get())) ? manifest : Optional.empty();
    }

    /** How far an incomplete build is. */
    Optional<BuildState> state() throws IOException {
        Optional<BuildState> state = read(STATE, BuildState.class);
        return state.isPresent() && isHere(state.get().root()) ? state : Optional.empty();
    }

    void write(BuildState state) throws IOException {
        write(STATE, state);
    }

    /** Makes the folder complete. */
    void complete(EnvironmentManifest manifest) throws IOException {
        write(MANIFEST, manifest);
        FileTrees.delete(root.resolve(STATE));
    }

    /**
     * Makes a finished folder an unfinished one whose packages are looked at one by one: what is damaged is installed again,
     * the rest stays. Bytecode goes: what Python wrote on a full disk is truncated, and no list names it.
     */
    void reopen(EnvironmentManifest manifest) throws IOException {
        write(new BuildState(
                BuildState.VERSION,
                manifest.root(),
                manifest.lockId(),
                manifest.profile(),
                manifest.base(),
                Optional.of(manifest.own())));
        FolderScan.deleteBytecode(root);
    }

    /** Whether it has been finished once. */
    boolean wasFinished() {
        return Files.exists(root.resolve(MANIFEST));
    }

    /** Takes away what makes it a finished or an unfinished one: no build goes on in it. */
    void abandon() throws IOException {
        FileTrees.delete(root.resolve(MANIFEST));
        FileTrees.delete(root.resolve(STATE));
    }

    /**
     * The environment, if the folder is complete and still where it was built; under the name it was built under, which
     * lasts: a drive letter of the user's may not.
     */
    Optional<ReadyEnvironment> ready() throws IOException {
        return manifest(EnvironmentManifest.Head.class, EnvironmentManifest.Head::root)
                .map(head -> {
                    VirtualEnvironment built = new VirtualEnvironment(Path.of(head.root()), platform);
                    return new ReadyEnvironment(Path.of(head.root()), built.python(), head.profile(), head.lockId());
                });
    }

    /** Whether this is where it was built, perhaps under another name: behind a substituted drive, or an 8.3 one. */
    private boolean isHere(String builtIn) throws IOException {
        return builtIn.equals(root.toString())
                || (Files.isDirectory(Path.of(builtIn)) && Files.isSameFile(Path.of(builtIn), root));
    }

    /**
     * What a look at every file by its content has found.
     *
     * @param problems sorted; files too many are named, too
     * @param packages what of it belongs to packages
     */
    record Content(List<Problem> problems, PackageCheck packages) {}

    /** What differs from the manifest by size or time, and what is there beside it. */
    List<Problem> quickCheck(EnvironmentManifest manifest) throws IOException {
        SortedMap<String, FileFact> found = FolderScan.of(root);
        Map<String, String> owners = manifest.owners();
        Function<String, String> owner = path -> owners.getOrDefault(path, VirtualEnvironment.OWNER);
        List<Problem> problems = new ArrayList<>(ManifestCheck.quick(manifest.files(), found, owner));
        problems.addAll(extras(manifest, found));
        problems.sort(null);
        return problems;
    }

    /** The same by content: of packages by their RECORDs. */
    Content fullCheck(EnvironmentManifest manifest) throws IOException, InterruptedException {
        SortedMap<String, FileFact> found = FolderScan.of(root);
        PackageCheck packages = PackageCheck.of(root, virtualEnvironment().sitePackages(), manifest.versions());
        List<Problem> problems = new ArrayList<>(packages.problems());
        problems.addAll(ManifestCheck.full(root, manifest.own(), found, VirtualEnvironment.OWNER));
        problems.addAll(extras(manifest, found));
        problems.sort(null);
        return new Content(problems, packages);
    }

    private static List<Problem> extras(EnvironmentManifest manifest, SortedMap<String, FileFact> found) {
        return new OwnedFiles(manifest.owners(), manifest.own().keySet()).extras(found.keySet());
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.strict().readValue(Files.readAllBytes(file), type));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // garbled: as good as not written
        }
    }

    private void write(String name, Object content) throws IOException {
        AtomicFiles.write(root.resolve(name), Json.strict().writeValueAsBytes(content));
    }
}
