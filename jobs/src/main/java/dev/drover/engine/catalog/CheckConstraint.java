package dev.drover.engine.catalog;

/**
 * A check constraint of a table.
 *
 * @param name its name
 * @param nativeSql its definition as the engine spells it ({@code CHECK (a > 0)})
 */
public record CheckConstraint(String name, String nativeSql) {

}
