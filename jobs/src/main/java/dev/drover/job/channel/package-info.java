/**
 * The channel over which a manager tells workers of partitions: Spring Integration's, in
 * the control database or at a JMS broker. A message carries the id of a step execution
 * and nothing else; it may get lost or come twice. Used by the job only; knows nothing of
 * migrations.
 */
@NullMarked
package dev.drover.job.channel;

import org.jspecify.annotations.NullMarked;
