package dev.drover.ledger;

/**
 * Which endpoint owns a migration's unit.
 *
 * @param endpoint the owner's name
 * @param epoch grows with each switch
 */
public record RouteRecord(String endpoint, long epoch) {

}
