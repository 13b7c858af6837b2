package io.fastervox.engine.worker;

/** The worker wrote something that is not the protocol. The message never quotes it: it may be what somebody said. */
final class ProtocolViolation extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ProtocolViolation(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
