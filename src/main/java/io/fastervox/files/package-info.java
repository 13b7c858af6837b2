/**
 * The use case <em>recordings to transcripts</em>: which file is written where, and the export formats
 * (txt, srt, vtt, json, tsv, lrc, docx, md) with the rules of subtitles. Outputs are written under a temporary name and moved into
 * place, all formats of a recording or none; an existing file is never replaced without being asked.
 *
 * <p>First {@link io.fastervox.files.Batch#check} looks at every recording and every output, which costs milliseconds and
 * needs no engine; then {@link io.fastervox.files.TranscribeFiles} does the work. All text files are UTF-8, without BOM unless one is
 * asked for, and have LF line ends on every system: all players and editors in use read them, and equal transcripts are equal bytes.
 *
 * <p>{@link io.fastervox.files.Queue} does the same for jobs that outlive the program: each has a journal in the folder of
 * jobs, one process owns that folder, and others leave messages in its inbox.
 */
@NullMarked
package io.fastervox.files;

import org.jspecify.annotations.NullMarked;
