package io.fastervox.environment;

import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the disk back, unless somebody needs what is there. */
record Removal(Site site) {
    long remove(Set<Environments.Part> parts) throws EnvironmentException {
        try {
            Optional<OsLock> lock = OsLock.tryAcquire(site.layout().builderLock());
            if (lock.isEmpty()) {
                throw inUse(site.layout().environments(), "another Faster-Vox that builds it");
            }
            try {
                List<Long> users = users();
                if (!users.isEmpty()
                        && (parts.contains(Environments.Part.ENVIRONMENTS)
                                || parts.contains(Environments.Part.BASE_PYTHON))) {
                    throw inUse(site.layout().environments(), "process " + users.get(0));
                }
                return parts.contains(Environments.Part.WHEEL_CACHE) ? removeWithCache(parts) : removeAlone(parts);
            } finally {
                if (parts.contains(Environments.Part.ENVIRONMENTS)) {
                    lock.get().remove();
                    FileTrees.deleteIfEmpty(site.layout().environments());
                }
                lock.get().close();
                FileTrees.deleteIfEmpty(site.layout().cache());
            }
        } catch (IOException e) {
            throw EnvironmentException.of(e, site.layout().data());
        }
    }

    /** Processes are listed under the name that an environment was built under. */
    private List<Long> users() throws IOException {
        List<Long> users = new ArrayList<>(RunningPrograms.in(site.layout().environments()));
        for (EnvironmentFolder folder : site.store().all()) {
            folder.ready().ifPresent(ready -> users.addAll(RunningPrograms.in(ready.root())));
        }
        return users;
    }

    /** Not while somebody takes a bundle over: what he has unpacked lies in the cache. */
    private long removeWithCache(Set<Environments.Part> parts) throws EnvironmentException, IOException {
        Optional<OsLock> lock = OsLock.tryAcquire(site.layout().bundleLock());
        if (lock.isEmpty()) {
            throw inUse(site.layout().cache(), "another Faster-Vox that takes a bundle over");
        }
        try {
            return removeAlone(parts);
        } finally {
            lock.get().remove();
        }
    }

    private long removeAlone(Set<Environments.Part> parts) throws IOException {
        Layout layout = site.layout();
        long freed = 0;
        if (parts.contains(Environments.Part.ENVIRONMENTS)) {
            freed += FileTrees.delete(layout.current());
            freed += FileTrees.delete(layout.admissions());
            layout.progress().delete();
            for (EnvironmentFolder folder : site.store().all()) {
                freed += FileTrees.delete(folder.root());
            }
            AtomicFiles.tidy(layout.environments(), Instant.MAX);
        }
        if (parts.contains(Environments.Part.BASE_PYTHON)) {
            freed += FileTrees.delete(layout.bases());
        }
        if (parts.contains(Environments.Part.WHEEL_CACHE)) {
            freed += FileTrees.delete(layout.wheels());
            freed += FileTrees.delete(layout.archives());
            freed += FileTrees.delete(layout.bundle());
            for (Path remembered : layout.remembered()) {
                freed += FileTrees.delete(remembered);
            }
            AtomicFiles.tidy(layout.cache(), Instant.MAX);
        }
        freed += FileTrees.delete(layout.temporary());
        return freed;
    }

    private static EnvironmentException inUse(Path folder, String by) {
        return new EnvironmentException(ErrorCode.ENVIRONMENT_IN_USE, folder + " is in use by " + by, folder, by);
    }
}
