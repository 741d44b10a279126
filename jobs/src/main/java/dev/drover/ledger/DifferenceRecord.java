package dev.drover.ledger;

import java.util.List;

/**
 * The ledger's row of one differing row.
 *
 * @param table the source table's name
 * @param kind missing, extra or changed
 * @param key the row's key as people read it
 * @param columns the columns that differ; empty unless changed
 */
public record DifferenceRecord(String table, String kind, String key, List<String> columns) {

}
