/**
 * Real servers for tests, started once a JVM.
 */
@NullMarked
package dev.drover.testserver;

import org.jspecify.annotations.NullMarked;
