package io.fastervox.hardware;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values of what drivers say, or nothing: a driver may say anything. */
final class GpuValues {
    private static final int LONGEST_NAME = 96;
    private static final long MOST_BYTES = 1L << 46;
    private static final int CUDA_MAJOR = 1000;
    private static final Pattern DRIVER = Pattern.compile("\\d{2,4}(?:\\.\\d{1,3}){1,2}");
    private static final Pattern UUID = Pattern.compile("(?:GPU|MIG)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PCI =
            Pattern.compile("(?:[0-9a-f]{4})?([0-9a-f]{4}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])");
    private static final Pattern CAPABILITY = Pattern.compile("(\\d{1,2})\\.(\\d)");

    private GpuValues() {}

    /** Readable text on one line. */
    static String name(String said) {
        String readable =
                said.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\uFFFD]", "").strip();
        return readable.length() > LONGEST_NAME ? readable.substring(0, LONGEST_NAME) : readable;
    }

    /** For example {@code 571.96} or {@code 535.183.01}. */
    static Optional<String> driver(String said) {
        return Optional.of(said.strip()).filter(DRIVER.asMatchPredicate());
    }

    /** Windows' form of NVIDIA's version: {@code 32.0.15.7196} is {@code 571.96}. */
    static Optional<String> driverOfWindows(String said) {
        String digits = said.replaceAll("\\D", "");
        return said.strip().matches("\\d+(?:\\.\\d+){3}") && digits.length() >= 5
                ? driver(digits.substring(digits.length() - 5, digits.length() - 2)
                        + "."
                        + digits.substring(digits.length() - 2))
                : Optional.empty();
    }

    static Optional<String> uuid(String said) {
        String lower = said.strip().toLowerCase(Locale.ROOT);
        String canonical = lower.startsWith("mig-") ? "MIG" + lower.substring(3) : lower.replaceFirst("^gpu", "GPU");
        return Optional.of(canonical).filter(UUID.asMatchPredicate());
    }

    /** With a domain of four digits, as {@code 0000:01:00.0}. */
    static Optional<String> pci(String said) {
        Matcher parts = PCI.matcher(said.strip().toLowerCase(Locale.ROOT));
        return parts.matches()
                ? Optional.of(parts.group(1) + ":" + parts.group(2) + ":" + parts.group(3) + "." + parts.group(4))
                : Optional.empty();
    }

    /** For example {@code 8.9}. */
    static Optional<String> computeCapability(String said) {
        Matcher parts = CAPABILITY.matcher(said.strip());
        return parts.matches() && Integer.parseInt(parts.group(1)) > 0
                ? Optional.of(Integer.parseInt(parts.group(1)) + "." + parts.group(2))
                : Optional.empty();
    }

    /** A count of bytes, at least {@code least}. */
    static OptionalLong bytes(String said, long least) {
        if (!said.strip().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(said.strip());
        return value >= least && value <= MOST_BYTES ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** CUDA's number of a version: 12080 is {@code 12.8}. */
    static Optional<String> cuda(String said) {
        if (!said.strip().matches("\\d{4,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(said.strip());
        return Optional.of(number / CUDA_MAJOR + "." + number % CUDA_MAJOR / 10);
    }
}
