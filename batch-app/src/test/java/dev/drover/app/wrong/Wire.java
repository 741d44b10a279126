package dev.drover.app.wrong;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a client of a server tells one message from the next, on one line.
 */
interface Wire {

	static Wire of(String url) {
		return url.startsWith("jdbc:postgresql:") ? new Postgresql() : new Mysql();
	}

	/** What a URL says so that the line can be read. */
	String plain();

	/** The client's first message, if it has a form of its own. */
	void begin(DataInputStream in, DataOutputStream out) throws IOException;

	/** The client's next message, as it is. */
	byte[] next(DataInputStream in) throws IOException;

	/** What a message has executed, if anything. */
	@Nullable String statement(byte[] message);

	/** Whether the server answers this message. */
	boolean asks(byte[] message);

	/** A type, a length that counts itself, and a body. */
	final class Postgresql implements Wire {

		private final Map<String, String> statements = new HashMap<>();

		@Override
		public String plain() {
			return "sslmode=disable&gssEncMode=disable";
		}

		@Override
		public void begin(DataInputStream in, DataOutputStream out) throws IOException {
			int length = in.readInt();
			out.writeInt(length);
			out.write(in.readNBytes(length - 4));
		}

		@Override
		public byte[] next(DataInputStream in) throws IOException {
			ByteArrayOutputStream message = new ByteArrayOutputStream();
			DataOutputStream copy = new DataOutputStream(message);
			copy.write(in.readUnsignedByte());
			int size = in.readInt();
			copy.writeInt(size);
			copy.write(in.readNBytes(size - 4));
			return message.toByteArray();
		}

		@Override
		public @Nullable String statement(byte[] message) {
			String[] words = new String(message, 5, message.length - 5, StandardCharsets.ISO_8859_1).split("\0", 3);
			if (message[0] == 'P') {
				this.statements.put(words[0], words[1]);
			}
			return (message[0] == 'Q') ? words[0] : (message[0] == 'B') ? this.statements.get(words[1]) : null;
		}

		@Override
		public boolean asks(byte[] message) {
			return message[0] == 'S' || message[0] == 'Q';
		}

	}

	/** A length, a number and a body; statements come as text. */
	final class Mysql implements Wire {

		private static final int QUERY = 3;

		@Override
		public String plain() {
			return "sslMode=DISABLED";
		}

		@Override
		public void begin(DataInputStream in, DataOutputStream out) {
			// the server begins
		}

		@Override
		public byte[] next(DataInputStream in) throws IOException {
			byte[] head = new byte[4];
			in.readFully(head);
			int size = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
			byte[] message = new byte[4 + size];
			System.arraycopy(head, 0, message, 0, 4);
			in.readFully(message, 4, size);
			return message;
		}

		@Override
		public @Nullable String statement(byte[] message) {
			if (message.length < 6 || message[4] != QUERY) {
				return null;
			}
			String text = new String(message, 5, message.length - 5, StandardCharsets.ISO_8859_1);
			// before it is said how many parameters there are
			String statement = text.replaceFirst("^\\p{Cntrl}+", "");
			return statement.equals("commit") || statement.equals("rollback") ? statement.toUpperCase(Locale.ROOT)
					: statement;
		}

		@Override
		public boolean asks(byte[] message) {
			return true;
		}

	}

}
