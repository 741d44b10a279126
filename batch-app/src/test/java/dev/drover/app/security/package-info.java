/**
 * Ordinary users, encrypted connections, secrets, and names and values that would like to
 * be SQL.
 */
@NullMarked
package dev.drover.app.security;

import org.jspecify.annotations.NullMarked;
