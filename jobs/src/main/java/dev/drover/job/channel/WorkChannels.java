package dev.drover.job.channel;

import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Opens the channel that the configuration wants.
 */
public final class WorkChannels {

	private WorkChannels() {
	}

	/**
	 * Opens it: the one of the broker where one is named, else the control database's.
	 * @param control the control database
	 * @param environment where DROVER_BROKER_URL and its like are looked up
	 */
	public static WorkChannel open(DataSource control, Map<String, String> environment) {
		String broker = environment.get("DROVER_BROKER_URL");
		return (broker == null) ? new JdbcWorkChannel(control) : new JmsWorkChannel(broker, id(control), environment);
	}

	/** Tells the control database from others whose workers listen to the same broker. */
	private static String id(DataSource control) {
		return new JdbcTemplate(control).query("SELECT id FROM drover_control", (row, index) -> row.getString("id"))
			.get(0);
	}

	/** How the channel is called that the configuration wants. */
	public static String name(Map<String, String> environment) {
		return environment.containsKey("DROVER_BROKER_URL") ? "jms" : "jdbc";
	}

}
