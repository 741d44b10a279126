package dev.drover.engine.mysql;

import java.io.IOException;
import java.net.Socket;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;

import dev.drover.engine.jdbc.KeepAlive;

/**
 * Sockets that notice soon when a server has vanished; made by the driver, by their name.
 */
public final class KeepAliveSockets extends StandardSocketFactory {

	@Override
	protected Socket createSocket(PropertySet properties) {
		Socket socket = super.createSocket(properties);
		try {
			return KeepAlive.soon(socket);
		}
		catch (IOException ex) {
			throw new IllegalStateException("a socket takes no settings", ex);
		}
	}

}
