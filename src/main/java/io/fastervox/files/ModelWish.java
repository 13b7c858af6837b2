package io.fastervox.files;

import java.util.Optional;

/** What a job wants of model and device; what is empty is for the program to decide. */
public record ModelWish(Optional<String> model, Optional<String> device, Optional<String> computeType) {
    public static final ModelWish NONE = new ModelWish(Optional.empty(), Optional.empty(), Optional.empty());

    /** A job that has begun goes on with the model that it began with. */
    ModelWish with(String id) {
        return new ModelWish(Optional.of(id), device, computeType);
    }
}
