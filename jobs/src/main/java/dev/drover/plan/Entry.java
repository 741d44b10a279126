package dev.drover.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One entry of a mapping.
 *
 * @param key the key
 * @param at where the key is
 * @param value the value
 */
record Entry(String key, Position at, Value value) {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_(), -]{1,60}");

	/** The entries in their order; of a key that comes twice the first one counts. */
	static List<Entry> of(MappingNode mapping, String path, Mistakes mistakes) {
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			Position at = Position.of(tuple.getKeyNode());
			Seen seen = Seen.of(tuple.getKeyNode());
			if (seen != Seen.TEXT || !(tuple.getKeyNode() instanceof ScalarNode scalar)) {
				mistakes.add(path, at, "text is wanted as a key, seen " + seen, null);
				continue;
			}
			String key = scalar.getValue();
			String name = PLAIN.matcher(key).matches() ? key : Mistakes.shownKey(key);
			Value value = new Value(path.isEmpty() ? name : path + "." + name, tuple.getValueNode(), mistakes);
			Entry earlier = entries.putIfAbsent(key, new Entry(key, at, value));
			if (earlier != null) {
				mistakes.add(value.path(), at, "duplicate key, it is in line " + earlier.at().line() + " already",
						null);
			}
		}
		return List.copyOf(entries.values());
	}

}
