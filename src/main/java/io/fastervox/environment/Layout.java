package io.fastervox.environment;

import java.nio.file.Path;
import java.util.List;

/** Where the environment's things lie below the data folder. */
record Layout(Path data) {
    Path bases() {
        return data.resolve("python_embed");
    }

    Path base(BaseArchive archive) {
        return bases().resolve(archive.folderName());
    }

    Path environments() {
        return data.resolve("pytorch_env");
    }

    Path current() {
        return environments().resolve("current.json");
    }

    Path admissions() {
        return environments().resolve("admissions.json");
    }

    Path builderLock() {
        return environments().resolve(".builder.lock");
    }

    /** How far the holder of the builder's lock is. */
    ProgressFile progress() {
        return new ProgressFile(environments().resolve(".progress.json"));
    }

    Path wheels() {
        return cache().resolve("wheels");
    }

    Path cache() {
        return data.resolve("cache");
    }

    /** What can be asked again: the speed of sources, what the driver said of the GPU, what publishers state. */
    List<Path> remembered() {
        return List.of(cache().resolve("sources.json"), cache().resolve("gpu.json"), published());
    }

    /** What is unpacked of an offline bundle until all of it has been checked. */
    Path bundle() {
        return cache().resolve("bundle");
    }

    /** Held by the process that reads one. */
    Path bundleLock() {
        return cache().resolve(".bundle.lock");
    }

    /** What publishers have stated of wheels that no package index has. */
    Path published() {
        return cache().resolve("published.json");
    }

    /** Archives of base Pythons that were fetched because the program's own was missing or damaged. */
    Path archives() {
        return cache().resolve("python");
    }

    /** Temporary files of the builder; whatever is in it when a build begins is left over from a killed one. */
    Path temporary() {
        return cache().resolve("tmp");
    }
}
