package io.fastervox.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file that is whole after every {@link #append}: first the samples are written, then the two lengths in the header. A
 * process that is killed in between leaves samples that the header does not count yet; {@link #repair} counts them.
 */
final class WavWriter implements AutoCloseable {
    static final int HEADER_BYTES = 44;
    private static final int RIFF_LENGTH_AT = 4;
    private static final int DATA_LENGTH_AT = 40;
    private static final int BEFORE_RIFF_DATA = 8;

    private final FileChannel channel;
    private long length;

    private WavWriter(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    /** @param file must not exist */
    static WavWriter create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean written = false;
        try {
            writeFully(channel, header(), 0);
            written = true;
            return new WavWriter(channel, 0);
        } finally {
            if (!written) {
                channel.close();
            }
        }
    }

    /**
     * Makes the header of a file that was not closed fit its samples.
     *
     * @return bytes of samples in it; 0 when not even its header was written
     */
    static long repair(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long samples = Math.max(0, channel.size() - HEADER_BYTES) / Pcm.BYTES_PER_SAMPLE;
            WavWriter writer = new WavWriter(channel, samples * Pcm.BYTES_PER_SAMPLE);
            writeFully(channel, header(), 0);
            writer.writeLengths();
            return writer.length;
        }
    }

    /** Bytes of samples. */
    long length() {
        return length;
    }

    /**
     * Appends samples.
     *
     * @throws IOException when not all of them found room; the file is whole without the rest
     */
    void append(byte[] pcm) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(pcm);
        long start = HEADER_BYTES + length;
        try {
            writeFully(channel, rest, start);
        } finally {
            length += rest.position() - rest.position() % Pcm.BYTES_PER_SAMPLE;
            writeLengths();
        }
    }

    /** Has the system write it to the disk itself. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.truncate(HEADER_BYTES + length); // half a sample that a full disk has left
        } finally {
            channel.close();
        }
    }

    private void writeLengths() throws IOException {
        writeFully(channel, number(HEADER_BYTES - BEFORE_RIFF_DATA + length), RIFF_LENGTH_AT);
        writeFully(channel, number(length), DATA_LENGTH_AT);
    }

    private static ByteBuffer number(long value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .flip();
    }

    private static ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(HEADER_BYTES - BEFORE_RIFF_DATA).put(ascii("WAVEfmt "));
        header.putInt(16).putShort((short) 1).putShort((short) 1); // 16 bytes follow: PCM, one channel
        header.putInt(Pcm.RATE).putInt(Pcm.BYTES_PER_SECOND);
        header.putShort((short) Pcm.BYTES_PER_SAMPLE).putShort((short) (8 * Pcm.BYTES_PER_SAMPLE));
        return header.put(ascii("data")).putInt(0).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
