package dev.drover.plan;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * When it is a time of the clock on the wall: one that a day does not have is the next
 * one that it has.
 *
 * @param zone where the clock is
 */
record WallTime(ZoneId zone) {

	/** When it is that time; the first of two where the clock is set back. */
	Instant at(LocalDateTime told) {
		return each(told).get(0);
	}

	/** When it is that time of day next after a moment. */
	Instant next(LocalTime time, Instant moment) {
		LocalDateTime today = moment.atZone(this.zone).toLocalDate().atTime(time);
		return Stream.of(today, today.plusDays(1))
			.flatMap((told) -> each(told).stream())
			.filter((at) -> at.isAfter(moment))
			.findFirst()
			.orElseThrow();
	}

	private List<Instant> each(LocalDateTime told) {
		List<ZoneOffset> offsets = this.zone.getRules().getValidOffsets(told);
		// Java would add the length of the gap
		return offsets.isEmpty() ? List.of(this.zone.getRules().getTransition(told).getInstant())
				: offsets.stream().map(told::toInstant).toList();
	}

}
