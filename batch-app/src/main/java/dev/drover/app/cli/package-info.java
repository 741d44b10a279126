/**
 * The command line: options in, text and exit statuses out. Calls the use cases only.
 */
@NullMarked
package dev.drover.app.cli;

import org.jspecify.annotations.NullMarked;
