/**
 * The use case <em>recordings to transcripts</em>: which file is written where, and the export formats
 * (txt, srt, vtt, json, tsv) with the rules of subtitles. Outputs are written under a temporary name and moved into
 * place; an existing file is never replaced without being asked.
 */
@NullMarked
package io.fastervox.files;

import org.jspecify.annotations.NullMarked;
