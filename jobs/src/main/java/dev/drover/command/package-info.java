/**
 * What the command lines of all applications share: options, answers to wrong ones, how a
 * failure is told, what is logged. Knows no command but a worker's, which is one of
 * {@code drover} and a program of its own.
 */
@NullMarked
package dev.drover.command;

import org.jspecify.annotations.NullMarked;
