package dev.drover.app.wrong;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between Drover and a server and cuts the line where a test wants it: once after
 * so many bytes, at a COMMIT, or when its answer comes.
 */
public final class CutProxy implements AutoCloseable {

	/** Where the line is cut. */
	public enum Where {

		/** After so many bytes of the server's. */
		READING,
		/** After so many bytes of Drover's. */
		WRITING,
		/** Before the so-many-th COMMIT reaches the server. */
		BEFORE_COMMIT,
		/** After it, before Drover has the answer. */
		AFTER_COMMIT,
		/**
		 * Drover's end of the line, at the so-many-th COMMIT, which is on its way until
		 * {@link #deliver}.
		 */
		LATE_COMMIT,
		/** When statements with given words are answered, each once, in their order. */
		ANSWERS,
		/** Never. */
		NEVER

	}

	private final ServerSocket listener;

	private final String host;

	private final int port;

	private final boolean reset;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicLong left;

	private final AtomicInteger cuts = new AtomicInteger();

	/** Words of statements whose answers are still to be lost. */
	private final Deque<String> answers = new ConcurrentLinkedDeque<>();

	private volatile Where where;

	private volatile boolean refusing;

	private volatile boolean wholly;

	private final CountDownLatch delivery = new CountDownLatch(1);

	private final CountDownLatch delivered = new CountDownLatch(1);

	private final String served;

	/**
	 * Listens.
	 * @param url of the server
	 * @param where the place
	 * @param count bytes or commits before the cut
	 * @param reset whether the line is reset, or ends as if all had been said
	 */
	public CutProxy(String url, Where where, long count, boolean reset) throws IOException {
		URI address = URI.create(url.substring("jdbc:".length()));
		this.served = url;
		this.host = address.getHost();
		this.port = address.getPort();
		this.where = where;
		this.left = new AtomicLong(count);
		this.reset = reset;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	/** The URL that goes through here. */
	public String url(String url) {
		return url.replaceFirst("//[^/]*/", "//127.0.0.1:" + this.listener.getLocalPort() + "/")
				+ (url.contains("?") ? "&" : "?") + Wire.of(url).plain();
	}

	/** How often the line was cut. */
	public int cuts() {
		return this.cuts.get();
	}

	/** Cuts all lines and takes no new ones. */
	void down() {
		this.refusing = true;
		cutAll();
	}

	/** Looks for the place from now on. */
	public void cutAt(Where place) {
		this.where = place;
	}

	/** The cut is one of all lines, and no new ones are taken. */
	public void wholly() {
		this.wholly = true;
	}

	/** Lets a COMMIT that is on its way arrive, and waits until it has. */
	public void deliver() throws InterruptedException {
		this.delivery.countDown();
		if (!this.delivered.await(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("nothing was on its way, or nobody has taken it");
		}
	}

	/**
	 * From now on answers are lost: what was asked for has been done, and nobody hears of
	 * it. In a transaction it is the answer to its commit.
	 * @param words of the statements, each once, in their order
	 */
	public void loseAnswers(String... words) {
		this.answers.addAll(List.of(words));
		this.where = Where.ANSWERS;
	}

	/** Takes lines again and never cuts them. */
	public void heal() {
		this.where = Where.NEVER;
		this.refusing = false;
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "cut-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				if (this.refusing) {
					client.close();
					continue;
				}
				Socket server = new Socket(this.host, this.port);
				// else each small message waits for the answer to the one before
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				this.open.add(client);
				this.open.add(server);
				Line line = new Line(client, server);
				daemon(line::forth);
				daemon(line::back);
			}
			catch (IOException ex) {
				// closed, or a line that could not be made: the client sees it
			}
		}
	}

	private void cutAll() {
		for (Socket socket : this.open) {
			end(socket);
		}
		this.open.clear();
	}

	private void end(Socket socket) {
		try {
			if (this.reset) {
				socket.setSoLinger(true, 0);
			}
			socket.close();
		}
		catch (IOException ex) {
			// it has ended
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		cutAll();
	}

	/** One client's line. */
	private final class Line {

		private final Socket client;

		private final Socket server;

		private final Wire wire = Wire.of(CutProxy.this.served);

		private boolean transaction;

		private boolean wanted;

		private volatile boolean loseAnswer;

		/** The server has said something that nobody hears, or has ended the line. */
		private final CountDownLatch answered = new CountDownLatch(1);

		Line(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		/** Message by message. */
		void forth() {
			try (DataInputStream in = new DataInputStream(this.client.getInputStream());
					DataOutputStream out = new DataOutputStream(this.server.getOutputStream())) {
				this.wire.begin(in, out);
				while (true) {
					byte[] message = this.wire.next(in);
					String statement = this.wire.statement(message);
					if (statement != null && statement.equals("COMMIT")) {
						if (due(Where.BEFORE_COMMIT, 1)) {
							cut();
							return;
						}
						if (due(Where.LATE_COMMIT, 1)) {
							arriveLate(in, out, message);
							return;
						}
						this.loseAnswer = this.loseAnswer || due(Where.AFTER_COMMIT, 1);
					}
					if (statement != null && answerIsLost(statement)) {
						this.loseAnswer = true;
					}
					out.write(message);
					if (due(Where.WRITING, message.length)) {
						cut();
						return;
					}
				}
			}
			catch (IOException ex) {
				cutLine();
			}
		}

		/** Drover has said it, and hears nothing any more; the server hears it later. */
		private void arriveLate(DataInputStream in, DataOutputStream out, byte[] first) throws IOException {
			List<byte[]> messages = new ArrayList<>(List.of(first));
			while (!this.wire.asks(messages.get(messages.size() - 1))) {
				messages.add(this.wire.next(in));
			}
			CutProxy.this.cuts.incrementAndGet();
			end(this.client);
			try {
				CutProxy.this.delivery.await();
				for (byte[] message : messages) {
					out.write(message);
				}
				this.answered.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				CutProxy.this.delivered.countDown();
			}
		}

		private boolean answerIsLost(String statement) {
			boolean ends = statement.equals("COMMIT") || statement.equals("ROLLBACK");
			this.transaction = !ends && (this.transaction || statement.startsWith("BEGIN"));
			String next = CutProxy.this.answers.peek();
			if (CutProxy.this.where == Where.ANSWERS && next != null && statement.contains(next)) {
				this.wanted = CutProxy.this.answers.remove(next);
			}
			boolean lost = this.wanted && !this.transaction;
			this.wanted = this.wanted && !lost;
			return lost;
		}

		void back() {
			byte[] buffer = new byte[8192];
			try (InputStream in = this.server.getInputStream(); OutputStream out = this.client.getOutputStream()) {
				for (int size = in.read(buffer); size > 0; size = in.read(buffer)) {
					if (this.loseAnswer || due(Where.READING, size)) {
						cut();
						return;
					}
					out.write(buffer, 0, size);
				}
			}
			catch (IOException ex) {
				// the other direction tells
			}
			this.answered.countDown();
			cutLine();
		}

		private void cut() {
			CutProxy.this.cuts.incrementAndGet();
			if (CutProxy.this.wholly) {
				down();
			}
			cutLine();
		}

		private void cutLine() {
			end(this.client);
			end(this.server);
		}

		/** Whether the place is reached now; once only. */
		private boolean due(Where here, long amount) {
			return CutProxy.this.where == here && CutProxy.this.left.get() > 0
					&& CutProxy.this.left.addAndGet(-amount) <= 0;
		}

	}

	static Map<String, String> control(CutProxy proxy, Place control) {
		return Map.of("DROVER_CONTROL_URL", proxy.url(control.url()), "DROVER_CONTROL_USER", control.user(),
				"DROVER_CONTROL_PASSWORD", control.password());
	}

}
