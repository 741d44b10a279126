package dev.drover.engine.jdbc;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;

import jdk.net.ExtendedSocketOptions;

/**
 * How soon it is known that the other side of a connection has vanished without a word:
 * its machine lost its power, a firewall forgot the connection. Systems ask after two
 * hours of silence unless told otherwise, and what is silent for minutes is forgotten by
 * many a firewall. An answer may take as long as it wants: the other system answers for
 * itself, however long its server works.
 */
public final class KeepAlive {

	private static final int SILENT_SECONDS = 20;

	private static final int BETWEEN_SECONDS = 10;

	/** A network that comes back within two minutes is waited for. */
	private static final int UNANSWERED = 12;

	private KeepAlive() {
	}

	/**
	 * Has the system ask when there was silence for 20 s, and give up 120 s later; where
	 * a system has no such settings, its own hold.
	 * @param socket not connected yet
	 * @throws IOException if the socket takes no settings
	 */
	public static <S extends Socket> S soon(S socket) throws IOException {
		set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, SILENT_SECONDS);
		set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN_SECONDS);
		set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, UNANSWERED);
		return socket;
	}

	private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
		if (socket.supportedOptions().contains(option)) {
			socket.setOption(option, value);
		}
	}

}
