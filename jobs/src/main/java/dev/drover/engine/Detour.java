package dev.drover.engine;

import dev.drover.engine.catalog.TableName;

/**
 * A foreign key of a table that was there, which is taken away while rows come in any
 * order.
 *
 * @param table its table
 * @param name its name
 * @param drop the statement that takes it away
 * @param create the statement that makes it again, exactly as it was
 * @param createUnchecked the same without a look at the rows that are there
 */
public record Detour(TableName table, String name, String drop, String create, String createUnchecked) {

}
