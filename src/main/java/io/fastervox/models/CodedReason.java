package io.fastervox.models;

import io.fastervox.support.CodedException;
import java.util.List;

/** The short technical reason inside an exception of another package: by convention its second argument. */
final class CodedReason {
    private CodedReason() {}

    static String of(CodedException e) {
        List<Object> arguments = e.arguments();
        return arguments.size() > 1 ? String.valueOf(arguments.get(1)) : String.valueOf(e.getMessage());
    }
}
