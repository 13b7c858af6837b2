package io.fastervox.config;

import java.net.URI;
import java.util.Optional;

/**
 * What the user has chosen; what is empty is chosen by the program.
 *
 * @param version of the file's form; fields are added without raising it, it rises when a meaning changes
 * @param indexUrl the package index ({@code http}, {@code https} or {@code file}); empty: pip's own
 * @param hubEndpoint the model hub ({@code http} or {@code https}); empty: the catalogue's
 * @param proxyUrl the proxy ({@code http://[name@]host:port}, without a password); empty: the system's
 * @param model id in the catalogue; empty: what fits the hardware and the language
 * @param language spoken language as Whisper's code; empty: detected
 * @param device where the model computes
 * @param computeType as CTranslate2 names it; empty: the best that works here
 * @param threads of one decode on the CPU; 0: the engine chooses
 * @param batched whether long recordings are decoded some pieces at a time
 * @param desk how dictation and windows behave
 * @param policy what an administrator has decided of it
 */
public record Settings(
        int version,
        Optional<URI> indexUrl,
        Optional<URI> hubEndpoint,
        Optional<URI> proxyUrl,
        Optional<String> model,
        Optional<String> language,
        Device device,
        Optional<String> computeType,
        int threads,
        boolean batched,
        Desk desk,
        Policy policy) {
    public static final int VERSION = 1;
    public static final Settings DEFAULTS = new Settings(
            VERSION,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Device.AUTO,
            Optional.empty(),
            0,
            true,
            Desk.DEFAULTS,
            Policy.NONE);

    /** Where the model computes; {@code AUTO} takes a GPU only when it has proved itself. */
    public enum Device {
        AUTO,
        CPU,
        CUDA
    }

    /** What is chosen, but for what the policy decides. */
    public Settings changedTo(Settings chosen) {
        return policy.equals(Policy.NONE) ? chosen : SettingsFields.keeping(this, chosen);
    }

    /** The same choice where an administrator has decided so. */
    public Settings under(Policy decided) {
        return new Settings(
                version,
                indexUrl,
                hubEndpoint,
                proxyUrl,
                model,
                language,
                device,
                computeType,
                threads,
                batched,
                desk,
                decided);
    }

    public Settings withModel(Optional<String> chosen) {
        return new Settings(
                version,
                indexUrl,
                hubEndpoint,
                proxyUrl,
                chosen,
                language,
                device,
                computeType,
                threads,
                batched,
                desk,
                policy);
    }

    public Settings withLanguage(Optional<String> spoken) {
        return new Settings(
                version,
                indexUrl,
                hubEndpoint,
                proxyUrl,
                model,
                spoken,
                device,
                computeType,
                threads,
                batched,
                desk,
                policy);
    }

    /** A compute type was meant for another device and is left to the program again. */
    public Settings withDevice(Device chosen) {
        return new Settings(
                version,
                indexUrl,
                hubEndpoint,
                proxyUrl,
                model,
                language,
                chosen,
                Optional.empty(),
                threads,
                batched,
                desk,
                policy);
    }

    public Settings withDesk(Desk chosen) {
        return new Settings(
                version,
                indexUrl,
                hubEndpoint,
                proxyUrl,
                model,
                language,
                device,
                computeType,
                threads,
                batched,
                chosen,
                policy);
    }
}
