package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.WinNT;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The values below a key of the registry. The default value of a key has the empty name. */
interface Registry {
    Optional<Value> value(String key, String name) throws WindowsException;

    /** The key is made if need be. */
    void write(String key, String name, Value value) throws WindowsException;

    /** What is not there is gone already. */
    void remove(String key, String name) throws WindowsException;

    /** Takes a key away that holds nothing more, and those above it. */
    void prune(String key) throws WindowsException;

    /** A value as it is kept, whatever its type. */
    record Value(int type, String hex) {
        static Value of(int type, byte[] data) {
            return new Value(type, HexFormat.of().formatHex(data));
        }

        static Value ofText(String text) {
            return of(WinNT.REG_SZ, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
        }

        byte[] data() {
            return HexFormat.of().parseHex(hex);
        }

        /** Empty when it is of another type. */
        Optional<String> text() {
            if (type != WinNT.REG_SZ && type != WinNT.REG_EXPAND_SZ) {
                return Optional.empty();
            }
            String padded = new String(data(), StandardCharsets.UTF_16LE);
            int end = padded.indexOf('\0');
            return Optional.of(end < 0 ? padded : padded.substring(0, end));
        }
    }
}
