package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The two names that a file has on a volume with 8.3 names. */
final class PathNames {
    private static final int LONGEST = 32_768;

    private PathNames() {}

    /** The same path in 8.3 names; a part that has none, as on a volume without them, stays long. It must exist. */
    static Path shortName(Path path) throws WindowsException {
        char[] buffer = new char[LONGEST];
        int length =
                PathFunctions.KERNEL32.GetShortPathNameW(new WString(ExtendedPath.of(path)), buffer, buffer.length);
        if (length == 0) {
            throw new WindowsException("GetShortPathNameW", Native.getLastError());
        }
        return Path.of(ExtendedPath.plain(new String(buffer, 0, length)));
    }

    /** The same path with every 8.3 name replaced by its long one; links stay. It must exist. */
    static Path longName(Path path) throws IOException {
        return path.toRealPath(LinkOption.NOFOLLOW_LINKS);
    }
}
