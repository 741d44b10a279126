package dev.drover.engine.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.jdbc.KeepAlive;

/**
 * Sockets that notice soon when a server has vanished; made by the driver, by their name.
 */
public final class KeepAliveSockets extends SocketFactory {

	@Override
	public Socket createSocket() throws IOException {
		return KeepAlive.soon(new Socket());
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress here, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(here, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress here, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(here, localPort));
	}

	private Socket connected(InetSocketAddress there, @Nullable InetSocketAddress here) throws IOException {
		Socket socket = createSocket();
		try {
			socket.bind(here);
			socket.connect(there);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

}
