package dev.drover.engine.h2;

import java.util.List;
import java.util.Locale;

import dev.drover.engine.Dialect;

/**
 * H2 folds unquoted names to upper case.
 */
final class H2Dialect implements Dialect {

	@Override
	public String nativeName(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

	@Override
	public String droverTable(String name) {
		return "\"DROVER\"." + quote(nativeName(name));
	}

	@Override
	public List<String> createDroverHome() {
		return List.of("CREATE SCHEMA IF NOT EXISTS \"DROVER\"");
	}

	@Override
	public List<String> dropDroverHome() {
		return List.of("DROP SCHEMA IF EXISTS \"DROVER\" RESTRICT");
	}

}
