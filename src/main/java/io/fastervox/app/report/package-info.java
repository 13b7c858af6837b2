/**
 * The report that a person sends when something does not work: gathered from what is there, cleaned of whatever says who the
 * person is or opens a door. Nothing here throws because a part cannot be had; that part then says why.
 */
@NullMarked
package io.fastervox.app.report;

import org.jspecify.annotations.NullMarked;
