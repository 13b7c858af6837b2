package io.fastervox.environment;

import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** pip, virtualenv and what they need, in the base Python. */
final class BootTools {
    private BootTools() {}

    static boolean installed(Base base, Lock boot) throws IOException, InterruptedException {
        return PackageCheck.of(base.root(), base.sitePackages(), boot.versions())
                .problems()
                .isEmpty();
    }

    /**
     * Deletes what Python has compiled in the base. On a full disk Python 3.12 leaves truncated bytecode without noticing,
     * and fails on it ever after; to compile anew takes less than to find out.
     */
    static void forgetBytecode(Base base) throws IOException {
        FolderScan.deleteBytecode(base.root());
    }

    /**
     * Installs all of them anew from the cache, whose wheels have been checked. On threads of its own: the virtual
     * environment waits for these few files, which must not queue behind the thousands of the packages.
     */
    static void install(Base base, List<LockedWheel> boot, WheelCache cache)
            throws EnvironmentException, IOException, InterruptedException {
        FileTrees.delete(base.sitePackages());
        Files.createDirectories(base.sitePackages());
        ExecutorService pool = Parallel.onProcessors("boot");
        try {
            WheelUnpacking unpacking = new WheelUnpacking(base.root(), base.sitePackages(), new Claims(), pool);
            for (LockedWheel wheel : boot) {
                unpacking.install(cache.path(wheel), wheel, WheelUnpacking.Outside.AT_ONCE);
            }
        } finally {
            Build.stop(pool);
        }
    }
}
