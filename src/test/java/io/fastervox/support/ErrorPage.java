package io.fastervox.support;

import java.util.Locale;

/** The page of all errors, made of the texts that the program shows. */
final class ErrorPage {
    private static final String[] ENGLISH = {
        "Programs and their folders",
        "Recordings and transcripts",
        "Network and downloads",
        "The Python environment",
        "Models",
        "The engine",
        "The desktop",
        "Others",
        "Others"
    };
    private static final String[] CHINESE = {"程序及其文件夹", "录音与转写结果", "网络与下载", "Python 环境", "模型", "识别引擎", "桌面", "其他", "其他"
    };

    private final Messages messages;
    private final boolean chinese;

    ErrorPage(boolean chinese) {
        this.messages = Messages.in(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        this.chinese = chinese;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(chinese ? "# 错误代码\n\n" : "# Error codes\n\n");
        text.append(
                chinese
                        ? "[English](errors.md)。本页由程序的消息文件生成。`{0}`、`{1}`……处会填入文件、地址或原因。\n"
                        : "[简体中文](errors.zh-CN.md). Made from the program's own texts; `{0}`, `{1}`… stand for the file, the address or the reason.\n");
        char group = ' ';
        for (ErrorCode code : ErrorCode.values()) {
            if (code.id().charAt(2) != group) {
                group = code.id().charAt(2);
                text.append("\n## ").append((chinese ? CHINESE : ENGLISH)[group - '1']);
                text.append(
                        chinese
                                ? "\n| 代码 | 发生了什么 | 怎么办 |\n|-|-|-|\n"
                                : "\n| code | what happened | what to do |\n|-|-|-|\n");
            }
            text.append("| ").append(code.id()).append(" | ").append(said(code, ".cause"));
            text.append(" | ").append(said(code, ".advice")).append(" |\n");
        }
        return text.toString();
    }

    private String said(ErrorCode code, String what) {
        return messages.bundle()
                .getString("error." + code.name() + what)
                .replace("''", "'")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
