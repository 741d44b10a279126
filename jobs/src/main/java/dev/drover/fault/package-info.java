/**
 * What can go wrong and what the process then answers: error codes, exit statuses, fault
 * points. Everything may use this package; it uses nothing of ours.
 */
@NullMarked
package dev.drover.fault;

import org.jspecify.annotations.NullMarked;
