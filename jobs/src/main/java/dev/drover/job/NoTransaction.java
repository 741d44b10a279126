package dev.drover.job;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Steps work on source and target; a transaction of the control database kept open around
 * hours of copying would only stand in the way of other processes.
 */
final class NoTransaction {

	static final TransactionAttribute ATTRIBUTE = new DefaultTransactionAttribute(
			TransactionDefinition.PROPAGATION_NOT_SUPPORTED);

	private NoTransaction() {
	}

}
