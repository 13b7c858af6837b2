package io.fastervox.agent;

import io.fastervox.config.SettingsNotice;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.function.UnaryOperator;

/** Something that went wrong, in a form that any language can tell. */
public record Problem(ErrorCode code, List<Object> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    public static Problem of(CodedException failure) {
        return new Problem(failure.code(), failure.arguments());
    }

    public static Problem of(SettingsNotice notice) {
        return new Problem(notice.code(), notice.arguments());
    }

    /** The same, with arguments that are said otherwise. */
    Problem saying(UnaryOperator<Object> change) {
        return new Problem(code, arguments.stream().map(change).toList());
    }

    /** What went wrong, with the short code. */
    public String cause(Messages messages) {
        return messages.cause(code, arguments) + " [" + code.id() + "]";
    }

    /** What the person can do about it: by menu and windows, not by commands. */
    public String advice(Messages messages) {
        String own = "window.advice." + code.name();
        return messages.bundle().containsKey(own)
                ? messages.text(own, arguments.toArray())
                : messages.advice(code, arguments);
    }

    /** Whether what transcribes is to be looked at and repaired before it is used again (R16). */
    boolean asksForRepair() {
        return switch (code) {
            case ENVIRONMENT_MISSING,
                    ENVIRONMENT_DAMAGED,
                    ENVIRONMENT_SELF_TEST_FAILED,
                    MODEL_MISSING,
                    MODEL_DAMAGED,
                    MODEL_NOT_LOADABLE,
                    WORKER_START_FAILED,
                    WORKER_CRASHED,
                    WORKER_PROTOCOL -> true;
            default -> false;
        };
    }

    /** Whether time may mend it, so that another try without anybody's help has sense. */
    boolean mayPass() {
        return switch (code) {
            case DATA_FOLDER_NOT_WRITABLE,
                    OFFLINE,
                    DOWNLOAD_FAILED,
                    DOWNLOAD_HASH_MISMATCH,
                    DOWNLOAD_NOT_FOUND,
                    TLS_UNTRUSTED,
                    MODEL_NO_SOURCE,
                    BASE_PYTHON_UNREACHABLE,
                    ENVIRONMENT_IN_USE,
                    MODEL_IN_USE,
                    ENVIRONMENT_DAMAGED,
                    ENVIRONMENT_INSTALL_FAILED,
                    ENVIRONMENT_SELF_TEST_FAILED,
                    MODEL_DAMAGED,
                    MODEL_NOT_LOADABLE,
                    WORKER_START_FAILED,
                    WORKER_CRASHED,
                    WORKER_UNRESPONSIVE,
                    DISK_FULL,
                    DISK_TOO_SMALL -> true;
            default -> false;
        };
    }
}
