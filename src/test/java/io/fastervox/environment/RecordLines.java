package io.fastervox.environment;

import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Lines of a RECORD for tests. */
final class RecordLines {
    private RecordLines() {}

    static String of(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] hash = HexFormat.of().parseHex(Sha256.of(bytes));
        return path + ",sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "," + bytes.length
                + "\n";
    }
}
