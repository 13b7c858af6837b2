package io.fastervox.environment;

import java.nio.file.Path;

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
        return data.resolve("cache").resolve("wheels");
    }

    /** Archives of base Pythons that were fetched because the program's own was missing or damaged. */
    Path archives() {
        return data.resolve("cache").resolve("python");
    }

    /** Temporary files of the builder; whatever is in it when a build begins is left over from a killed one. */
    Path temporary() {
        return data.resolve("cache").resolve("tmp");
    }
}
