package io.fastervox.environment;

import io.fastervox.support.ErrorCode;

/** Why an environment cannot be built in a folder; the detail that comes with it is in brackets. */
public enum Refusal {
    /** On another machine (its full name): DLLs and locks of a share are slow and not safe. */
    NETWORK(ErrorCode.DATA_FOLDER_ON_NETWORK),
    /** In a cloud folder (which): gigabytes would be sent away, and files vanish while in use. */
    SYNCHRONISED(ErrorCode.DATA_FOLDER_SYNCHRONISED),
    /** No file can be made there (its full name). */
    NOT_WRITABLE(ErrorCode.DATA_FOLDER_NOT_WRITABLE),
    /** Too long for what is unpacked in it (the longest that fits, in characters). */
    TOO_LONG(ErrorCode.DATA_FOLDER_TOO_LONG);

    private final ErrorCode code;

    Refusal(ErrorCode code) {
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
