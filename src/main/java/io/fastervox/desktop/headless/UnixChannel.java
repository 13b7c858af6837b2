package io.fastervox.desktop.headless;

import io.fastervox.desktop.LocalEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connected socket whose every wait has an end. */
final class UnixChannel implements LocalEndpoint.Channel {
    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;

    UnixChannel(SocketChannel socket) throws IOException {
        this.socket = socket;
        socket.configureBlocking(false);
        selector = Selector.open();
        key = socket.register(selector, 0);
    }

    @Override
    public byte[] read(int length, Duration patience) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        long deadline = System.nanoTime() + patience.toNanos();
        while (bytes.hasRemaining()) {
            int count = socket.read(bytes);
            if (count < 0) {
                throw new EOFException("the peer has hung up");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ, deadline);
            }
        }
        return bytes.array();
    }

    @Override
    public void write(byte[] content, Duration patience) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        long deadline = System.nanoTime() + patience.toNanos();
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, deadline);
            }
        }
    }

    private void await(int operation, long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new IOException("the peer is too slow");
        }
        key.interestOps(operation);
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        selector.close();
    }
}
