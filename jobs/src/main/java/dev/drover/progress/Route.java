package dev.drover.progress;

/**
 * Which endpoint owns the tables of a migration, as {@code drover routes} prints it; in
 * JSON the names are written with underscores.
 *
 * @param unit what is switched as a whole; so far a migration's whole scope, under its id
 * @param migration the migration's id
 * @param owner the name of the endpoint that accepts writes
 * @param epoch grows with each switch; 0 before the first
 * @param state the migration's state, as {@code drover status} shows it
 */
public record Route(String unit, String migration, String owner, long epoch, String state) {

}
