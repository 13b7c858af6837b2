package io.fastervox.environment;

import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists a folder: path with slashes → size and time. Bytecode folders are left out, Python writes them as it likes. */
final class FolderScan extends SimpleFileVisitor<Path> {
    static final String BYTECODE_FOLDER = "__pycache__";

    private final Path root;
    private final SortedMap<String, FileFact> files = new TreeMap<>();

    private FolderScan(Path root) {
        this.root = root;
    }

    static SortedMap<String, FileFact> of(Path root) throws IOException {
        FolderScan scan = new FolderScan(root);
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, scan);
        }
        return scan.files;
    }

    static boolean isBytecode(String path) {
        return path.contains(BYTECODE_FOLDER + "/");
    }

    /** Deletes what Python has compiled below a folder. */
    static void deleteBytecode(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> compiled;
        try (Stream<Path> files = Files.walk(root)) {
            compiled = files.filter(file -> file.endsWith(BYTECODE_FOLDER)).toList();
        }
        for (Path folder : compiled) {
            FileTrees.delete(folder);
        }
    }

    static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.endsWith(BYTECODE_FOLDER) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        files.put(
                relative(root, file),
                new FileFact(attributes.size(), attributes.lastModifiedTime().toMillis(), Optional.empty()));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE; // renamed or deleted meanwhile
        }
        throw e;
    }
}
