package dev.drover.bench;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The copying job that one would write by hand: a step for each table, a cursor, 1000
 * rows at a time. Its arguments are the source's URL, the target's URL, and the tables in
 * the order in which they are copied.
 */
public final class PlainBatch {

	private static final int CHUNK = 1000;

	private PlainBatch() {
	}

	/** Copies, and ends with 1 if that fails. */
	public static void main(String[] arguments) throws Exception {
		DataSource source = new SingleConnectionDataSource(arguments[0], true);
		DataSource target = new SingleConnectionDataSource(arguments[1], true);
		JobRepository repository = new ResourcelessJobRepository();
		SimpleJobBuilder steps = new JobBuilder("copy", repository)
			.start(step(repository, source, target, arguments[2]));
		for (int i = 3; i < arguments.length; i++) {
			steps = steps.next(step(repository, source, target, arguments[i]));
		}
		Job job = steps.build();
		TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
		operator.setJobRepository(repository);
		operator.setJobRegistry(new MapJobRegistry());
		operator.afterPropertiesSet();
		JobExecution execution = operator.start(job, new JobParameters());
		execution.getAllFailureExceptions().forEach(Throwable::printStackTrace);
		System.exit((execution.getStatus() == BatchStatus.COMPLETED) ? 0 : 1);
	}

	private static Step step(JobRepository repository, DataSource source, DataSource target, String table) {
		int[] types = types(target, table);
		int columns = types.length;
		JdbcCursorItemReader<@Nullable Object[]> reader = new JdbcCursorItemReaderBuilder<@Nullable Object[]>()
			.name(table)
			.dataSource(source)
			.sql("SELECT * FROM " + table)
			.fetchSize(CHUNK)
			.verifyCursorPosition(false)
			.rowMapper((row, number) -> values(row, columns))
			.build();
		JdbcBatchItemWriter<@Nullable Object[]> writer = new JdbcBatchItemWriterBuilder<@Nullable Object[]>()
			.dataSource(target)
			.sql("INSERT INTO " + table + " VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")")
			.itemPreparedStatementSetter((item, statement) -> {
				for (int i = 0; i < item.length; i++) {
					Object value = item[i];
					statement.setObject(i + 1,
							(value instanceof UUID && types[i] == Types.CHAR) ? value.toString() : value, types[i]);
				}
			})
			.build();
		writer.afterPropertiesSet();
		return new StepBuilder(table, repository).<@Nullable Object[], @Nullable Object[]>chunk(CHUNK)
			.reader(reader)
			.writer(writer)
			.transactionManager(new JdbcTransactionManager(target))
			.build();
	}

	private static int[] types(DataSource target, String table) {
		int[] types = new JdbcTemplate(target).query("SELECT * FROM " + table + " WHERE 1 = 0", (ResultSet row) -> {
			ResultSetMetaData columns = row.getMetaData();
			return IntStream.range(0, columns.getColumnCount()).map((column) -> type(columns, column + 1)).toArray();
		});
		return (types == null) ? new int[0] : types;
	}

	private static int type(ResultSetMetaData columns, int column) {
		try {
			// a driver calls booleans bits
			return (columns.getColumnType(column) == Types.BIT) ? Types.BOOLEAN : columns.getColumnType(column);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object[] values(ResultSet row, int columns) throws SQLException {
		@Nullable Object[] values = new @Nullable Object[columns];
		for (int i = 0; i < columns; i++) {
			values[i] = row.getObject(i + 1);
		}
		return values;
	}

}
