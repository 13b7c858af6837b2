package io.fastervox.models;

import io.fastervox.download.Downloader;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/**
 * Deletes every model at once, or none when somebody works on one.
 *
 * @param root the folder of all models
 * @param lockOf the lock file of a model
 */
record RemovalOfAll(Path root, Function<String, Path> lockOf) {
    /**
     * Returns the bytes freed.
     *
     * @param ids of the models, here or not
     * @param leftovers files elsewhere that belong to downloads of models
     */
    long run(Collection<String> ids, Collection<Path> leftovers) throws ModelException, IOException {
        Deque<OsLock> held = new ArrayDeque<>();
        try {
            for (String id : ids) {
                Optional<OsLock> lock = OsLock.tryAcquire(lockOf.apply(id));
                if (lock.isEmpty()) {
                    throw new ModelException(ErrorCode.MODEL_IN_USE, "somebody works on the model " + id, id);
                }
                held.push(lock.get());
            }
            long freed = 0;
            for (String id : ids) {
                Path folder = root.resolve(id);
                if (Files.isDirectory(folder)) {
                    freed += FileTrees.delete(folder.resolve(Manifest.FILE_NAME)); // first: half a model is none
                    freed += FileTrees.delete(folder);
                }
            }
            for (Path file : leftovers) {
                freed += Downloader.discard(file);
            }
            for (OsLock lock : held) {
                lock.remove();
            }
            FileTrees.deleteIfEmpty(root.resolve(".locks"));
            FileTrees.deleteIfEmpty(root);
            return freed;
        } finally {
            for (OsLock lock : held) {
                lock.close();
            }
        }
    }
}
