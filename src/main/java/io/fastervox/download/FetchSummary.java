package io.fastervox.download;

/**
 * What a fetch did.
 *
 * @param filesFetched files that were not complete before
 * @param bytesFetched came over the network
 * @param bytesReused were there already, complete or in part, or were copied from a folder
 */
public record FetchSummary(int filesFetched, long bytesFetched, long bytesReused) {
    public static final FetchSummary NOTHING = new FetchSummary(0, 0, 0);

    public FetchSummary plus(FetchSummary other) {
        return new FetchSummary(
                filesFetched + other.filesFetched, bytesFetched + other.bytesFetched, bytesReused + other.bytesReused);
    }
}
