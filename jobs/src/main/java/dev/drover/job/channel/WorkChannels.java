package dev.drover.job.channel;

import java.util.Map;

import javax.sql.DataSource;

/**
 * Opens the channel that the configuration wants.
 */
public final class WorkChannels {

	private WorkChannels() {
	}

	/**
	 * Opens it.
	 * @param control the control database
	 * @param environment where DROVER_BROKER_URL and its like are looked up
	 */
	public static WorkChannel open(DataSource control, Map<String, String> environment) {
		return new JdbcWorkChannel(control);
	}

}
