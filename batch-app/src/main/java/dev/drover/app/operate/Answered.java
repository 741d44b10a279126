package dev.drover.app.operate;

import dev.drover.progress.Progress;

/**
 * What became of a command that was given to a process which stays.
 *
 * @param progress how far the migration is
 * @param done whether the command is done; else it goes on in the process
 */
public record Answered(Progress progress, boolean done) {

}
