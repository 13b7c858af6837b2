package io.fastervox.ipc;

import io.fastervox.desktop.LocalEndpoint.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of texts on the wire: the letters {@code FVX1}, the length of what follows (four bytes, the lowest first), and the
 * texts in UTF-8, each with a zero byte behind it. A small native program can write it.
 */
final class Frame {
    static final int LONGEST = 1 << 20;
    private static final byte[] MAGIC = "FVX1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 8;

    private Frame() {}

    static boolean fits(List<String> texts) {
        return body(texts).length <= LONGEST;
    }

    private static byte[] body(List<String> texts) {
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(text.replace("\0", "")).append('\0'));
        return joined.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void write(Channel channel, List<String> texts, Duration patience) throws IOException {
        byte[] body = body(texts);
        if (body.length > LONGEST) {
            throw new IOException("too long: " + body.length);
        }
        ByteBuffer frame = ByteBuffer.allocate(HEAD + body.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(MAGIC).putInt(body.length).put(body);
        channel.write(frame.array(), patience);
    }

    /** @throws IOException when it is no frame, too long, or too slow */
    static List<String> read(Channel channel, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] head = channel.read(HEAD, patience);
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(MAGIC.length);
        if (!Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || length < 0 || length > LONGEST) {
            throw new IOException("no frame");
        }
        byte[] body = channel.read(length, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        return texts(body);
    }

    private static List<String> texts(byte[] body) throws IOException {
        if (body.length > 0 && body[body.length - 1] != 0) {
            throw new IOException("no frame");
        }
        try {
            String joined = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            List<String> texts = new ArrayList<>();
            for (int start = 0; start < joined.length(); ) {
                int end = joined.indexOf('\0', start);
                texts.add(joined.substring(start, end));
                start = end + 1;
            }
            return List.copyOf(texts);
        } catch (CharacterCodingException e) {
            throw new IOException("no UTF-8", e);
        }
    }
}
