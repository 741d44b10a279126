package dev.drover.engine.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.drover.engine.SourceMoment;

/**
 * A moment kept by read transactions that were all begun before the first of them is
 * lent: the way of engines that can't hand a moment from one session to another.
 */
public final class HeldConnections implements SourceMoment {

	private final List<Connection> all;

	private final BlockingQueue<Connection> free;

	private final boolean consistent;

	public HeldConnections(List<Connection> connections, boolean consistent) {
		this.all = List.copyOf(connections);
		this.free = new ArrayBlockingQueue<>(this.all.size(), true, this.all);
		this.consistent = consistent;
	}

	@Override
	public Connection connect() throws SQLException {
		try {
			return lent(this.free.take());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while waiting for a connection", ex);
		}
	}

	private Connection lent(Connection connection) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						this.free.offer(connection);
						return null;
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Override
	public boolean consistent() {
		return this.consistent;
	}

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.all) {
			connection.close();
		}
	}

}
