package dev.drover.job;

import javax.sql.DataSource;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import dev.drover.ledger.UnendedAttempts;

/**
 * Spring Batch's repository and operator on the control database.
 *
 * @param repository the repository
 * @param operator the operator
 * @param transactionManager the control database's transactions
 * @param unended what its tables show as not ended
 */
record BatchInfrastructure(JobRepository repository, JobOperator operator,
		PlatformTransactionManager transactionManager, UnendedAttempts unended) {

	static BatchInfrastructure on(DataSource dataSource) {
		try {
			JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
			JdbcJobRepositoryFactoryBean repositories = new JdbcJobRepositoryFactoryBean();
			repositories.setDataSource(dataSource);
			repositories.setTransactionManager(transactions);
			// contexts stay readable, and nothing is ever deserialized by Java
			repositories.setSerializer(new JacksonExecutionContextStringSerializer());
			// a unique key keeps job instances apart; stricter isolation makes two runs
			// that begin at once lock each other out on MySQL
			repositories.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
			repositories.afterPropertiesSet();
			JobRepository repository = repositories.getObject();
			JobOperatorFactoryBean operators = new JobOperatorFactoryBean();
			operators.setJobRepository(repository);
			operators.setJobRegistry(new MapJobRegistry());
			operators.setTransactionManager(transactions);
			operators.afterPropertiesSet();
			return new BatchInfrastructure(repository, operators.getObject(), transactions,
					new UnendedAttempts(dataSource));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("Spring Batch could not be set up", ex);
		}
	}

}
