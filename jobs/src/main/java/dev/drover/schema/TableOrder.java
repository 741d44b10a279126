package dev.drover.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.drover.engine.catalog.TableName;

/**
 * Puts tables behind those they have to wait for, as far as there are no circles, and
 * leaves them in their order else. The work grows with the number of references, not with
 * the square of the tables.
 */
public final class TableOrder {

	private TableOrder() {
	}

	/**
	 * Sorts tables.
	 * @param tables the tables
	 * @param name a table's name
	 * @param before names of the tables that have to come before one; its own, and those
	 * that are not among the tables, do not count
	 */
	public static <T> List<T> sorted(List<T> tables, Function<T, TableName> name, Function<T, Set<TableName>> before) {
		Map<TableName, Integer> places = new HashMap<>();
		for (int i = 0; i < tables.size(); i++) {
			places.put(name.apply(tables.get(i)), i);
		}
		List<Set<Integer>> waiting = new ArrayList<>();
		List<List<Integer>> followers = new ArrayList<>();
		tables.forEach((table) -> followers.add(new ArrayList<>()));
		for (int i = 0; i < tables.size(); i++) {
			Set<Integer> awaited = new HashSet<>();
			for (TableName other : before.apply(tables.get(i))) {
				Integer place = places.get(other);
				if (place != null && place != i && awaited.add(place)) {
					followers.get(place).add(i);
				}
			}
			waiting.add(awaited);
		}
		TreeSet<Integer> open = new TreeSet<>();
		PriorityQueue<Integer> ready = new PriorityQueue<>();
		for (int i = 0; i < tables.size(); i++) {
			open.add(i);
			if (waiting.get(i).isEmpty()) {
				ready.add(i);
			}
		}
		List<T> sorted = new ArrayList<>();
		while (!open.isEmpty()) {
			Integer free = ready.poll();
			int next = (free == null) ? open.first() : free;
			if (!open.remove(next)) {
				continue;
			}
			sorted.add(tables.get(next));
			for (int follower : followers.get(next)) {
				waiting.get(follower).remove(next);
				if (waiting.get(follower).isEmpty() && open.contains(follower)) {
					ready.add(follower);
				}
			}
		}
		return sorted;
	}

}
