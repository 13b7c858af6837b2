/**
 * The program's entry: {@code main}, the commands of {@code fvox}, their exit codes, and the one place
 * where objects are wired together ({@code Composition}). The only package that writes to standard output.
 */
@NullMarked
package io.fastervox.app;

import org.jspecify.annotations.NullMarked;
