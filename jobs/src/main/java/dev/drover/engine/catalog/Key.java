package dev.drover.engine.catalog;

import java.util.List;

/**
 * A primary key or unique constraint.
 *
 * @param name its name; empty if the engine has none for it
 * @param columns its columns in order
 * @param nativeSql the constraint's definition as the engine spells it, without the name
 * ({@code PRIMARY KEY (id)}); usable in the same engine
 */
public record Key(String name, List<String> columns, String nativeSql) {

	public Key {
		columns = List.copyOf(columns);
	}

}
