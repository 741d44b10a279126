package dev.drover.engine.catalog;

/**
 * A column that numbers itself (IDENTITY, AUTOINCREMENT, AUTO_INCREMENT).
 *
 * @param always whether given values are refused unless overridden
 * @param options its sequence's options
 * @param next the next value that the engine will give
 */
public record Identity(boolean always, SequenceOptions options, long next) {

}
