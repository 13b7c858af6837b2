package io.fastervox.environment;

import io.fastervox.config.Settings;
import java.util.Optional;

/**
 * What a person wants to compute on; it comes before what the program would choose.
 *
 * @param profile id of a profile
 * @param computeType as CTranslate2 names it
 * @param threads of one decode on the CPU; 0: the program chooses
 */
public record DeviceWish(Optional<String> profile, Settings.Device device, Optional<String> computeType, int threads) {
    /** Everything is left to the program. */
    public static final DeviceWish NONE = new DeviceWish(Optional.empty(), Settings.Device.AUTO, Optional.empty(), 0);

    /** The same with a profile. */
    public DeviceWish with(String named) {
        return new DeviceWish(Optional.of(named), device, computeType, threads);
    }
}
