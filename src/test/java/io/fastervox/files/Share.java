package io.fastervox.files;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/** The files of this machine as a share has them: what the test says comes before every access. */
final class Share {
    /** What a path does not answer without a look at its file. */
    private static final Set<String> LOOKS = Set.of("toUri", "toRealPath");

    private final Access before;
    private final FileSystem files = new Files();

    /** May wait, or fail. */
    interface Access {
        void to(Path file) throws IOException;
    }

    Share(Access before) {
        this.before = before;
    }

    /** The same file, seen through the share. */
    Path of(Path file) {
        return (Path) Proxy.newProxyInstance(
                Share.class.getClassLoader(), new Class<?>[] {Path.class, Seen.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return files;
                    }
                    if (method.getDeclaringClass() == Seen.class) {
                        return file;
                    }
                    if (LOOKS.contains(method.getName())) {
                        before.to(file);
                    }
                    Object[] plain = arguments == null ? new Object[0] : arguments.clone();
                    for (int i = 0; i < plain.length; i++) {
                        plain[i] = plain[i] instanceof Seen seen ? seen.file() : plain[i];
                    }
                    try {
                        Object result = method.invoke(file, plain);
                        return result instanceof Path path ? of(path) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface Seen {
        Path file();
    }

    private Path reached(Path path) throws IOException {
        Path file = plain(path);
        before.to(file);
        return file;
    }

    private static Path plain(Path path) {
        if (path instanceof Seen seen) {
            return seen.file();
        }
        throw new ProviderMismatchException(path.toString());
    }

    private final class Files extends FileSystem {
        private final FileSystemProvider provider = new Provider();

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return java.io.File.separator;
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic");
        }

        @Override
        public Path getPath(String first, String... more) {
            return of(Path.of(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    private final class Provider extends FileSystemProvider {
        private FileSystemProvider real() {
            return java.nio.file.FileSystems.getDefault().provider();
        }

        @Override
        public String getScheme() {
            return "share";
        }

        @Override
        public FileSystem newFileSystem(URI address, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI address) {
            return files;
        }

        @Override
        public Path getPath(URI address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return real().newByteChannel(reached(path), options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return real().newFileChannel(reached(path), options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            real().createDirectory(reached(folder), attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            real().delete(reached(path));
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) throws IOException {
            real().copy(reached(from), reached(to), options);
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) throws IOException {
            real().move(reached(from), reached(to), options);
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return real().isSameFile(reached(one), reached(other));
        }

        @Override
        public boolean isHidden(Path path) {
            return false;
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return real().getFileStore(reached(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            real().checkAccess(reached(path), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return real().getFileAttributeView(plain(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return real().readAttributes(reached(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return real().readAttributes(reached(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            real().setAttribute(reached(path), attribute, value, options);
        }
    }
}
