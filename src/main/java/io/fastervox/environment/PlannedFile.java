package io.fastervox.environment;

import java.util.zip.ZipEntry;

/**
 * A file of an archive on its way to the disk.
 *
 * @param mostBytes more than this is not written, whatever the archive says of its size
 */
record PlannedFile(ZipEntry entry, long mostBytes, boolean executable) {}
