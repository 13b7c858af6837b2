package io.fastervox.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A report tells what is wrong, not who the person is")
class ScrubberTest {
    private static final Person ZHANG_SAN = Person.of(
            Map.of(
                    "USERNAME", "张 三",
                    "USERPROFILE", "C:\\Users\\张 三",
                    "COMPUTERNAME", "ZHANG-PC",
                    "HTTPS_PROXY", "http://zhang:p%40ss-word@proxy.example:3128",
                    "HF_TOKEN", "hf_AbCdEfGhIjKlMnOp",
                    "PATH", "C:\\Windows"),
            "张 三",
            "C:\\Users\\张 三");

    private static String clean(String text) {
        return new Scrubber(ZHANG_SAN).clean(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cannot read C:\\Users\\张 三\\a.wav                          | cannot read <home>\\a.wav
            {"root":"C:\\\\Users\\\\张 三\\\\a.wav"}                     | {"root":"<home>\\\\a.wav"}
            {"root":"C:\\\\Users\\\\\\u5f20 \\u4e09\\\\a.wav"}           | {"root":"<home>\\\\a.wav"}
            file:///C:/Users/%E5%BC%A0%20%E4%B8%89/a.wav                 | file:///<home>/a.wav
            file:///C:/Users/张%20三/a.wav                               | file:///<home>/a.wav
            file:///c:/users/%e5%bc%a0%20%e4%b8%89/a.wav                 | file:///<home>/a.wav
            ?name=%E5%BC%A0+%E4%B8%89&x=1                                | ?name=<user>&x=1
            C:\\Users\\ZHANGS~1\\AppData                                 | C:\\Users\\<user>\\AppData
            C:\\Users\\B2F1~1\\AppData                                   | C:\\Users\\<user>\\AppData
            C:\\DOCUME~1\\B2F1~1\\x                                      | C:\\DOCUME~1\\<user>\\x
            C%3A%5CUsers%5CZHANGS~1%5CAppData                            | C%3A%5CUsers%5C<user>%5CAppData
            {"path":"C:\\\\Users\\\\ZHANGS~1\\\\AppData"}                | {"path":"C:\\\\Users\\\\<user>\\\\AppData"}
            /home/lisi/.local/share, /home/lisi                          | /home/<user>/.local/share, /home/<user>
            D:\\data of 张 三\\x                                         | D:\\data of <user>\\x
            C:\\Users\\Public\\Documents                                 | C:\\Users\\Public\\Documents
            on ZHANG-PC                                                  | on <computer>
            """)
    void namesAndFoldersGoInEveryFormThatPathsAreWrittenIn(String text, String expected) {
        assertEquals(expected, clean(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECT http://zhang:p%40ss-word@proxy.example:3128          | CONNECT http://***@proxy.example:3128
            the password p@ss-word was refused                           | the password *** was refused
            index https://li:geheim@packages.example.org/simple          | index https://***@packages.example.org/simple
            {"proxy_url":"http:\\/\\/li:geheim@proxy"}                   | {"proxy_url":"http:\\/\\/***@proxy"}
            GET /model.bin?X-Amz-Signature=abc123&b=1                    | GET /model.bin?X-Amz-Signature=***&b=1
            GET /x?token=abcdef&b=1                                      | GET /x?token=***&b=1
            Authorization: Bearer abc.def-ghi                            | Authorization: Bearer ***
            Proxy-Authorization: Basic emhhbmc6eA==                      | Proxy-Authorization: Basic ***
            "api_key": "0123456789abcdef"                                | "api_key": "***"
            sent hf_AbCdEfGhIjKlMnOp                                     | sent ***
            sent ghp_0123456789abcdefghij and more                       | sent *** and more
            """)
    void whatOpensDoorsGoes(String text, String expected) {
        assertEquals(expected, clean(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token_count 5, 3 tokens                                      | token_count 5, 3 tokens
            tokenizer.json, tokenizers 0.23.3                            | tokenizer.json, tokenizers 0.23.3
            https://packages.example.org/simple/av/                      | https://packages.example.org/simple/av/
            sha256 86876e8b579ef61e4d1402002f7728fca40967fe79ac2ef71a65d1b8dc5a18ee | sha256 86876e8b579ef61e4d1402002f7728fca40967fe79ac2ef71a65d1b8dc5a18ee
            """)
    void whatHelpsStays(String text, String expected) {
        assertEquals(expected, clean(text));
    }

    @Test
    void aShortNameIsNotTakenOutOfOtherWords() {
        Scrubber scrubber = new Scrubber(new Person(Set.of("al"), Set.of(), Set.of(), Set.of()));

        assertEquals("<user> installed all; /data/<user>/x", scrubber.clean("al installed all; /data/al/x"));
    }

    @Test
    void everyComputersAdministratorHasNoName() {
        Person root = Person.of(Map.of("USER", "root", "HOME", "/root"), "root", "/root");

        assertEquals("<home>/x, the root of it", new Scrubber(root).clean("/root/x, the root of it"));
    }
}
