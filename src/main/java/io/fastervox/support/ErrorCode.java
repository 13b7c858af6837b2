package io.fastervox.support;

/**
 * Every error a person can meet, with a short stable code for logs, reports and help pages.
 *
 * <p>The message files hold {@code error.<NAME>.cause} and {@code error.<NAME>.advice} for each; a test keeps the pairs
 * complete in every language. A retired code is never given to another error.
 */
public enum ErrorCode {
    // 1xx: the program and its folders
    INTERNAL("FV100"),
    INTERRUPTED("FV101"),
    DATA_FOLDER_NOT_WRITABLE("FV102"),
    DISK_FULL("FV103"),
    PROGRAM_FILE_MISSING("FV104"),
    SETTINGS_UNREADABLE("FV105"),
    USAGE("FV106"),
    SETTINGS_INVALID("FV107"),
    DATA_FOLDER_ON_NETWORK("FV108"),
    DATA_FOLDER_SYNCHRONISED("FV109"),
    DATA_FOLDER_TOO_LONG("FV110"),
    DATA_FOLDER_NAME("FV111"),
    DISK_TOO_SMALL("FV112"),
    DATA_FOLDER_INVALID("FV113"),
    DATA_FOLDER_UNREADABLE("FV114"),
    REPORT_NOT_WRITTEN("FV115"),
    AGENT_UNRESPONSIVE("FV116"),

    // 2xx: recordings and transcripts
    AUDIO_MISSING("FV201"),
    AUDIO_UNREADABLE("FV202"),
    AUDIO_EMPTY("FV203"),
    AUDIO_NOT_MEDIA("FV204"),
    AUDIO_NO_TRACK("FV205"),
    AUDIO_TRUNCATED("FV206"),
    LANGUAGE_UNKNOWN("FV207"),
    OUTPUT_EXISTS("FV208"),
    OUTPUT_NOT_WRITABLE("FV209"),
    FORMAT_UNKNOWN("FV210"),
    LANGUAGE_NOT_IN_MODEL("FV211"),
    TASK_NOT_IN_MODEL("FV212"),
    STDOUT_LOST("FV213"),
    AUDIO_NOT_WAV("FV214"),

    // 3xx: network and downloads
    OFFLINE("FV301"),
    DOWNLOAD_FAILED("FV302"),
    DOWNLOAD_HASH_MISMATCH("FV303"),
    DOWNLOAD_NOT_FOUND("FV304"),
    DOWNLOAD_FORBIDDEN("FV305"),
    TLS_UNTRUSTED("FV306"),
    PROXY_AUTHENTICATION("FV307"),
    PROXY_INVALID("FV308"),

    // 4xx: the Python environment
    PLATFORM_UNSUPPORTED("FV401"),
    BASE_PYTHON_MISSING("FV402"),
    BASE_PYTHON_DAMAGED("FV403"),
    ENVIRONMENT_MISSING("FV404"),
    ENVIRONMENT_DAMAGED("FV405"),
    ENVIRONMENT_INSTALL_FAILED("FV406"),
    ENVIRONMENT_SELF_TEST_FAILED("FV407"),
    ENVIRONMENT_IN_USE("FV408"),
    PROFILE_UNKNOWN("FV409"),
    BASE_PYTHON_UNREACHABLE("FV410"),
    BUNDLE_UNREADABLE("FV411"),
    BUNDLE_FOREIGN("FV412"),
    BUNDLE_DAMAGED("FV413"),
    BUNDLE_UNSAFE("FV414"),
    BUNDLE_PLATFORM("FV415"),
    BUNDLE_VERSION("FV416"),
    BUNDLE_EXISTS("FV417"),
    BUNDLE_NOT_WRITABLE("FV418"),

    // 5xx: models
    MODEL_UNKNOWN("FV501"),
    MODEL_MISSING("FV502"),
    MODEL_DAMAGED("FV503"),
    MODEL_NO_SOURCE("FV504"),
    MODEL_NOT_LOADABLE("FV505"),
    MODEL_FOLDER_INVALID("FV506"),
    MODEL_IN_USE("FV507"),

    // 6xx: the engine
    WORKER_START_FAILED("FV601"),
    WORKER_CRASHED("FV602"),
    WORKER_UNRESPONSIVE("FV603"),
    WORKER_PROTOCOL("FV604"),
    DEVICE_UNAVAILABLE("FV605"),
    COMPUTE_TYPE_UNSUPPORTED("FV606"),
    OUT_OF_MEMORY("FV607"),
    CANCELLED("FV608"),

    // 7xx: the microphone and dictation
    MICROPHONE_MISSING("FV701"),
    MICROPHONE_BLOCKED("FV702"),
    MICROPHONE_UNAVAILABLE("FV703"),
    MICROPHONE_LOST("FV704"),
    MICROPHONE_SILENT("FV705"),
    MICROPHONE_OTHER("FV706"),
    RECORDING_DISK_FULL("FV707"),
    RECORDING_NOT_WRITABLE("FV708"),
    HOTKEY_TAKEN("FV709"),
    RECORDING_GAPS("FV710");

    private final String id;

    ErrorCode(String id) {
        this.id = id;
    }

    /** The short code, for example {@code FV303}. */
    public String id() {
        return id;
    }
}
