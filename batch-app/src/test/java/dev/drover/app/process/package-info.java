/**
 * The command line as another process sees it: streams, exit codes, files.
 */
@NullMarked
package dev.drover.app.process;

import org.jspecify.annotations.NullMarked;
