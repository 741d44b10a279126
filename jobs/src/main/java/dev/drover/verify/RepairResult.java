package dev.drover.verify;

import java.util.List;

/**
 * What a repair did, and what the comparison after it saw.
 *
 * @param verdicts the last comparison of each table
 * @param mended what was changed, by table
 * @param refused rows that the target refused
 */
public record RepairResult(List<TableVerdict> verdicts, List<Mended> mended, List<Refused> refused) {

	public RepairResult {
		verdicts = List.copyOf(verdicts);
		mended = List.copyOf(mended);
		refused = List.copyOf(refused);
	}

	/**
	 * A row that the target did not take.
	 *
	 * @param table the source table's name
	 * @param key the row's key
	 * @param reason the target's words
	 */
	public record Refused(String table, String key, String reason) {

	}

	/**
	 * What was changed in one table; all numbers are rows.
	 *
	 * @param table the source table's name
	 * @param inserted rows that were missing
	 * @param updated rows that were changed
	 * @param deleted rows that were extra
	 */
	public record Mended(String table, long inserted, long updated, long deleted) {

	}

}
