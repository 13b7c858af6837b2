package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.util.List;

/** All profiles, in the order of the file. */
public record Profiles(List<String> about, List<Profile> profiles) {
    /** The profile that runs everywhere. */
    public static final String CPU = "cpu";

    /** The profile that a fit GPU gets; others are taken only when a person names them. */
    public static final String LEAN_CUDA = "cuda";

    public Profiles {
        about = List.copyOf(about);
        profiles = List.copyOf(profiles);
        if (profiles.stream().noneMatch(profile -> profile.id().equals(CPU))) {
            throw new IllegalArgumentException("no profile " + CPU);
        }
    }

    /** Whether there is a profile with this id besides {@link #LEAN_CUDA} that needs a GPU to have sense. */
    public boolean isNamedForGpu(String id) {
        return !id.equals(LEAN_CUDA)
                && profiles.stream()
                        .anyMatch(profile ->
                                profile.id().equals(id) && profile.device().equals(DeviceDecision.CUDA));
    }

    /**
     * The profile with this id.
     *
     * @throws EnvironmentException {@code PROFILE_UNKNOWN} with {0} the id and {1} the known ones
     */
    public Profile get(String id) throws EnvironmentException {
        for (Profile profile : profiles) {
            if (profile.id().equals(id)) {
                return profile;
            }
        }
        String known = String.join(", ", profiles.stream().map(Profile::id).toList());
        throw new EnvironmentException(ErrorCode.PROFILE_UNKNOWN, "no profile " + id, id, known);
    }
}
