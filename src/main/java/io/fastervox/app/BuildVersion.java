package io.fastervox.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, written into it from {@code pom.xml}. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Faster-Vox " + text()};
    }

    /** Three parts, for example {@code 0.1.0}. */
    static String text() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(BuildVersion.class.getResourceAsStream("build.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the build's own properties", e);
        }
        return Objects.requireNonNull(properties.getProperty("version"));
    }
}
