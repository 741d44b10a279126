/**
 * MySQL, and MariaDB as a variant of it that is found by its server's version.
 */
@NullMarked
package dev.drover.engine.mysql;

import org.jspecify.annotations.NullMarked;
