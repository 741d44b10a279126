package dev.drover.job;

import java.util.List;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.chunk.TableSlice;

/**
 * Slices in the text form that the ledger keeps.
 */
final class Slices {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Slices() {
	}

	static String encode(List<TableSlice> slices) {
		return MAPPER.writeValueAsString(slices);
	}

	static List<TableSlice> decode(String text) {
		return MAPPER.readValue(text, new TypeReference<List<TableSlice>>() {
		});
	}

}
