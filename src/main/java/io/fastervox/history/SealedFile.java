package io.fastervox.history;

import io.fastervox.desktop.Secrets;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of any length, sealed piece by piece: a recording may be larger than the memory. */
final class SealedFile {
    private static final int PIECE = 1 << 20;
    /** Sealing adds some hundred bytes. */
    private static final int LONGEST = 2 * PIECE;

    private SealedFile() {}

    static void seal(Path open, Path sealed, Secrets secrets) throws IOException {
        try (InputStream from = Files.newInputStream(open);
                DataOutputStream to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(sealed)))) {
            for (byte[] piece = from.readNBytes(PIECE); piece.length > 0; piece = from.readNBytes(PIECE)) {
                byte[] bytes = secrets.seal(piece);
                to.writeInt(bytes.length);
                to.write(bytes);
            }
        }
    }

    static void open(Path sealed, Path open, Secrets secrets) throws IOException {
        long left = Files.size(sealed);
        try (DataInputStream from = new DataInputStream(new BufferedInputStream(Files.newInputStream(sealed)));
                OutputStream to = Files.newOutputStream(open)) {
            while (left > 0) {
                int length = from.readInt();
                if (length <= 0 || length > LONGEST) {
                    throw new IOException("not a sealed file: " + sealed);
                }
                byte[] bytes = new byte[length];
                from.readFully(bytes);
                to.write(secrets.open(bytes));
                left -= Integer.BYTES + length;
            }
        }
    }
}
