package io.fastervox.environment;

import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** One data folder and what of the program belongs to it: what is wanted there and what is there. */
record Site(PythonEmbed program, PlatformId platform, BaseArchive archive, BaseFetch fetch, Layout layout) {
    /** The same under another data folder. */
    Site at(Path data) {
        return new Site(program, platform, archive, fetch, new Layout(data));
    }

    BaseStore bases() {
        return new BaseStore(layout, archive, fetch, platform);
    }

    EnvironmentStore store() {
        return new EnvironmentStore(layout, platform);
    }

    Desired desired(String profileId) throws EnvironmentException {
        Profile profile = program.profiles().get(profileId);
        Profile.OnPlatform here = Objects.requireNonNull(profile.platforms().get(platform.id()));
        return new Desired(
                profile,
                program.lock(profile, platform),
                program.bootLock(platform),
                archive.folderName(),
                here.diskBytes());
    }

    SelfTest selfTest(IsolatedPython isolated) throws EnvironmentException {
        return new SelfTest(program.script("selftest.py"), program.selfTestRecording(), isolated);
    }

    /** Bytes of an interrupted build that the next one takes up, the base Python included. */
    long begun(Desired desired) throws IOException {
        Optional<EnvironmentFolder> interrupted = store().interrupted(desired);
        long folder =
                interrupted.isPresent() ? FileTrees.bytes(interrupted.get().root()) : 0;
        return folder + FileTrees.bytes(bases().base().root());
    }
}
