package io.fastervox.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Paths in JSON, as the system writes them. Not as addresses: {@link Path#toUri} looks whether the path is a folder, which
 * takes its time on a share that is dead.
 */
final class PathText {
    private PathText() {}

    static SimpleModule module() {
        return new SimpleModule("paths")
                .addSerializer(Path.class, new ToStringSerializer(Path.class))
                .addDeserializer(Path.class, new Reader());
    }

    /** Reads the addresses, too, that earlier versions wrote. */
    private static final class Reader extends StdScalarDeserializer<Path> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            try {
                return text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, Path.class, e.getMessage());
            }
        }
    }
}
