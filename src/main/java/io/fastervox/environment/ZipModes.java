package io.fastervox.environment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * The Unix file modes that an archive states, which {@code java.util.zip} does not show: whether an entry is a program or
 * a symbolic link.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3.12 and 4.3.16</a>
 */
final class ZipModes {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xffff;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final long ZIP64 = 0xffffffffL;

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;

    private final Map<String, Integer> modes;

    private ZipModes(Map<String, Integer> modes) {
        this.modes = modes;
    }

    static ZipModes of(Path archive) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            ByteBuffer tail = read(file, Math.max(0, file.length() - END_BYTES - MOST_COMMENT_BYTES), file.length());
            int end = tail.limit() - END_BYTES;
            while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
                end--;
            }
            if (end < 0) {
                throw new ZipException("no end of the central directory");
            }
            long bytes = Integer.toUnsignedLong(tail.getInt(end + 12));
            long start = Integer.toUnsignedLong(tail.getInt(end + 16));
            if (start == ZIP64 || start + bytes > file.length()) {
                throw new ZipException("no central directory within the first 4 GB");
            }
            return new ZipModes(modes(read(file, start, start + bytes)));
        }
    }

    boolean isLink(String name) {
        return (modes.getOrDefault(name, 0) & TYPE) == LINK;
    }

    /** As pip decides: a regular file that anybody may execute. */
    boolean isExecutable(String name) {
        int mode = modes.getOrDefault(name, 0);
        return (mode & TYPE) == REGULAR && (mode & EXECUTE) != 0;
    }

    private static Map<String, Integer> modes(ByteBuffer directory) throws ZipException {
        Map<String, Integer> modes = new HashMap<>();
        int at = 0;
        while (at + ENTRY_BYTES <= directory.limit() && directory.getInt(at) == ENTRY_SIGNATURE) {
            int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
            int after = at + ENTRY_BYTES + nameBytes;
            if (after > directory.limit()) {
                throw new ZipException("the central directory ends within a name");
            }
            byte[] name = new byte[nameBytes];
            directory.get(at + ENTRY_BYTES, name);
            modes.put(new String(name, StandardCharsets.UTF_8), directory.getInt(at + 38) >>> 16);
            at = after
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        return modes;
    }

    private static ByteBuffer read(RandomAccessFile file, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
