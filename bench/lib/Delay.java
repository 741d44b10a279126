import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A line that takes its time, for kernels without netem: Delay PORT HOST:PORT MILLIS listens on a port and passes all
 * on to another, each byte so much later. It does not make the line narrower: what is under way waits side by side.
 */
class Delay {

	/** Blocks of 64 kB under way in one direction of one connection. */
	private static final int UNDER_WAY = 256;

	private record Block(byte[] bytes, int length, long due) {
	}

	public static void main(String[] words) throws IOException {
		String[] to = words[1].split(":");
		long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2]));
		try (ServerSocket listener = new ServerSocket(Integer.parseInt(words[0]), 200, InetAddress.getByName("0.0.0.0"))) {
			while (true) {
				Socket client = listener.accept();
				Socket server = new Socket(to[0], Integer.parseInt(to[1]));
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				pass(client, server, nanos);
				pass(server, client, nanos);
			}
		}
	}

	private static void pass(Socket from, Socket to, long nanos) {
		BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(UNDER_WAY);
		daemon(() -> read(from, blocks, nanos));
		daemon(() -> write(from, to, blocks));
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work);
		thread.setDaemon(true);
		thread.start();
	}

	/** Ends with a block without bytes. */
	private static void read(Socket from, BlockingQueue<Block> blocks, long nanos) {
		try {
			InputStream in = from.getInputStream();
			int length = 0;
			while (length >= 0) {
				byte[] bytes = new byte[1 << 16];
				length = readOrEnd(in, bytes);
				blocks.put(new Block(bytes, length, System.nanoTime() + nanos));
			}
		}
		catch (IOException | InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static int readOrEnd(InputStream in, byte[] bytes) {
		try {
			return in.read(bytes);
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static void write(Socket from, Socket to, BlockingQueue<Block> blocks) {
		try (from; to) {
			OutputStream out = to.getOutputStream();
			for (Block block = blocks.take(); block.length() >= 0; block = blocks.take()) {
				TimeUnit.NANOSECONDS.sleep(block.due() - System.nanoTime());
				out.write(block.bytes(), 0, block.length());
			}
		}
		catch (IOException | InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
