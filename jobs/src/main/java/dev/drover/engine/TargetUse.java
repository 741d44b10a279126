package dev.drover.engine;

import java.util.List;

import dev.drover.engine.catalog.TableName;

/**
 * What is done to a target, as far as its user needs privileges for it.
 *
 * @param fresh tables that will be created
 * @param existing tables that are there and will be filled
 */
public record TargetUse(List<TableName> fresh, List<Existing> existing) {

	public TargetUse {
		fresh = List.copyOf(fresh);
		existing = List.copyOf(existing);
	}

	/** Whether chunks wait in a temporary table. */
	public boolean staged() {
		return this.existing.stream().anyMatch(Existing::staged);
	}

	/**
	 * A table that is there.
	 *
	 * @param name its name
	 * @param staged whether it holds rows, so that chunks come by a temporary table
	 * @param updated whether those rows get other values
	 * @param detours its foreign keys that stand aside during the copy
	 * @param numbered whether its numbering is set after the copy
	 */
	public record Existing(TableName name, boolean staged, boolean updated, List<Detour> detours, boolean numbered) {

		public Existing {
			detours = List.copyOf(detours);
		}

		/** Whether its definition is changed, if only for a while. */
		public boolean altered() {
			return this.numbered || !this.detours.isEmpty();
		}

	}

}
