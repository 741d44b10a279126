package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Sequence;

/**
 * Sequences that number no column.
 */
final class Sequences {

	private final BothSides sides;

	Sequences(BothSides sides) {
		this.sides = sides;
	}

	/**
	 * The target's sequences.
	 * @param all the source's
	 * @param numbering names of those that became a part of a column
	 */
	List<Sequence> of(List<Sequence> all, Set<String> numbering) {
		List<Sequence> moved = new ArrayList<>();
		for (Sequence sequence : all) {
			if (numbering.contains(sequence.name().display())) {
				continue;
			}
			if (!this.sides.to(EngineKind.POSTGRESQL, EngineKind.H2, EngineKind.MARIADB)) {
				this.sides.loses(sequence.name().display(), "the sequence is not moved", "number in the application");
			}
			else {
				moved.add(new Sequence(this.sides.name(sequence.name()), sequence.dataType(), sequence.options(),
						sequence.next(), null, null));
			}
		}
		return moved;
	}

}
