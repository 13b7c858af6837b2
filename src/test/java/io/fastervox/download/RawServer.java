package io.fastervox.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP: what a well-behaved one cannot do, such as cutting a connection in the middle of a file. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger requests = new AtomicInteger();

    private RawServer(Answer answer) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> serve(answer), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says the same to every request. */
    static RawServer answering(String head) throws IOException {
        byte[] bytes = (head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return new RawServer(client -> client.getOutputStream().write(bytes));
    }

    /** Promises a file, sends its beginning and resets the connection. */
    public static RawServer resettingAfter(byte[] beginning, int promised) throws IOException {
        return new RawServer(client -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + promised + "\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(beginning);
            client.getOutputStream().flush();
            client.setSoLinger(true, 0);
        });
    }

    public int port() {
        return socket.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    private void serve(Answer answer) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                requests.incrementAndGet();
                readHead(client.getInputStream());
                answer.to(client);
            } catch (IOException e) {
                continue; // the client has gone, or the test is over
            }
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.toString().endsWith("\r\n\r\n")) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private interface Answer {
        void to(Socket client) throws IOException;
    }
}
