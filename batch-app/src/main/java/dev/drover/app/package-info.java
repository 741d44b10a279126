/**
 * The application: where the process starts. Parses nothing itself and knows no database.
 */
@NullMarked
package dev.drover.app;

import org.jspecify.annotations.NullMarked;
