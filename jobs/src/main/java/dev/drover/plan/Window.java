package dev.drover.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When the switch may be made.
 */
public sealed interface Window {

	/** The opening that is open at a moment or comes after it; empty after the last. */
	Optional<Opening> from(Instant moment);

	/**
	 * Every day.
	 *
	 * @param start when it opens
	 * @param end when it closes; on the next day if it is not after the start
	 * @param zone where these times are told
	 */
	record Daily(LocalTime start, LocalTime end, ZoneId zone) implements Window {

		@Override
		public Optional<Opening> from(Instant moment) {
			LocalDate day = moment.atZone(this.zone).toLocalDate().minusDays(1);
			Opening opening = on(day);
			// a time that a day does not have is the next one that it has, so that an
			// opening may be short, or empty
			while (!opening.closes().isAfter(moment) || !opening.closes().isAfter(opening.opens())) {
				day = day.plusDays(1);
				opening = on(day);
			}
			return Optional.of(opening);
		}

		private Opening on(LocalDate day) {
			LocalDate last = this.end.isAfter(this.start) ? day : day.plusDays(1);
			WallTime clock = new WallTime(this.zone);
			return new Opening(clock.at(day.atTime(this.start)), clock.at(last.atTime(this.end)));
		}

	}

	/**
	 * Once.
	 *
	 * @param start when it opens
	 * @param end when it closes
	 */
	record Once(Instant start, Instant end) implements Window {

		@Override
		public Optional<Opening> from(Instant moment) {
			return this.end.isAfter(moment) ? Optional.of(new Opening(this.start, this.end)) : Optional.empty();
		}

	}

	/**
	 * Once that it is open.
	 *
	 * @param opens its first moment
	 * @param closes the moment after its last
	 */
	record Opening(Instant opens, Instant closes) {

		/** Whether it is open at a moment. */
		public boolean holds(Instant moment) {
			return !moment.isBefore(this.opens) && moment.isBefore(this.closes);
		}

		@Override
		public String toString() {
			return this.opens + " to " + this.closes;
		}

	}

}
