package dev.drover.engine.live;

import java.util.List;

/**
 * Something of a table that would act on Drover's own writes as if they were an
 * application's, such as a trigger. It stands aside while Drover writes there, and comes
 * back before applications do.
 *
 * @param name what it is called, for people
 * @param aside statements that take it away or switch it off, as far as it is there
 * @param back statements that bring it back exactly as it was, whether it is there or not
 * @param proof a statement that makes it whole, while applications write again; may be
 * empty
 */
public record Obstruction(String name, List<String> aside, List<String> back, String proof) {

	public Obstruction {
		aside = List.copyOf(aside);
		back = List.copyOf(back);
	}

	/** One that is whole when it is back. */
	public Obstruction(String name, List<String> aside, List<String> back) {
		this(name, aside, back, "");
	}

}
