package dev.drover.app.live;

import java.util.ArrayList;
import java.util.List;

/**
 * What an application knows of one of its rows and their children.
 *
 * @param slot a unique value
 * @param balance a value
 * @param entries the amounts of its children, by their number
 */
record Account(long slot, long balance, List<Long> entries) {

	Account {
		entries = List.copyOf(entries);
	}

	Account withSlot(long other) {
		return new Account(other, this.balance, this.entries);
	}

	Account withBalance(long other) {
		List<Long> amounts = new ArrayList<>(this.entries);
		if (!amounts.isEmpty()) {
			amounts.set(0, other);
		}
		return new Account(this.slot, other, amounts);
	}

}
