package dev.drover.engine.postgresql;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.drover.engine.value.KeyValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The binary stream is cut into the same rows however it arrives, and never ends before
 * its end mark.
 */
class BinaryRowsTests {

	/** Key, text, NULL; key, empty text, text. */
	private static byte[] stream(boolean marked) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.write(BinaryRows.header());
		row(out, "key-1", "text", null);
		row(out, "k2", "", "é");
		if (marked) {
			out.writeShort(-1);
		}
		return bytes.toByteArray();
	}

	private static void row(DataOutputStream out, String... fields) throws IOException {
		out.writeShort(fields.length);
		for (String field : fields) {
			if (field == null) {
				out.writeInt(-1);
			}
			else {
				byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
				out.writeInt(bytes.length);
				out.write(bytes);
			}
		}
	}

	private static BinaryRows rows(int keyFields, byte[]... messages) {
		Iterator<byte[]> left = Arrays.asList(messages).iterator();
		return new BinaryRows(source(left), keyFields,
				(keyFields == 0) ? List.of() : List.of(new KeyField(0, KeyField.Form.TEXT)));
	}

	private static BinaryRows.Messages source(Iterator<byte[]> messages) {
		return () -> messages.hasNext() ? messages.next() : null;
	}

	private static List<String> read(BinaryRows rows) throws SQLException {
		List<String> read = new ArrayList<>();
		while (rows.next()) {
			read.add(rows.key().display() + ": " + rows.fields() + " in " + rows.length() + " "
					+ Arrays.toString(Arrays.copyOfRange(rows.bytes(), rows.offset(), rows.offset() + rows.length())));
		}
		assertThat(rows.next()).isFalse();
		return read;
	}

	@Test
	void rowsAreTheSameWhereverTheStreamIsCut() throws Exception {
		byte[] stream = stream(true);
		List<String> whole = read(rows(1, stream));
		assertThat(whole).hasSize(2);
		assertThat(whole.get(0)).startsWith("key-1: 2 in 12 ");
		assertThat(whole.get(1)).startsWith("k2: 2 in 10 ");
		for (int cut = 1; cut < stream.length; cut++) {
			assertThat(read(rows(1, Arrays.copyOf(stream, cut), Arrays.copyOfRange(stream, cut, stream.length))))
				.isEqualTo(whole);
		}
	}

	@Test
	void aStreamWithoutItsEndMarkHasNotEnded() throws Exception {
		byte[] stream = stream(false);
		for (int length = 0; length <= stream.length; length++) {
			byte[] cut = Arrays.copyOf(stream, length);
			assertThatThrownBy(() -> read(rows(1, cut))).isInstanceOf(SQLException.class).hasMessageContaining("end");
		}
	}

	@Test
	void whatFollowsTheEndMarkIsNotTakenForRows() throws Exception {
		byte[] stream = stream(true);
		assertThatThrownBy(() -> read(rows(1, stream, stream))).isInstanceOf(SQLException.class);
	}

	@Test
	void anotherFormIsRefused() {
		assertThatThrownBy(
				() -> read(rows(1, "1\ttext\n2\ttext, longer than the header\n".getBytes(StandardCharsets.US_ASCII))))
			.isInstanceOf(SQLException.class)
			.hasMessageContaining("binary COPY");
	}

	@Test
	void withoutKeyTheRowStaysWhole() throws Exception {
		BinaryRows rows = rows(0, stream(true));
		assertThat(rows.next()).isTrue();
		assertThat(rows.fields()).isEqualTo(3);
		assertThat(rows.length()).isEqualTo(21);
	}

	@Test
	void aKeyThatIsSentAsItIsIsReadOutOfTheRow() throws Exception {
		UUID uuid = UUID.fromString("0188e0e4-7a3c-7def-8123-000000000fff");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.write(BinaryRows.header());
		out.writeShort(5);
		out.writeInt(4);
		out.writeInt(-7);
		out.writeInt(-1);
		out.writeInt(16);
		out.writeLong(uuid.getMostSignificantBits());
		out.writeLong(uuid.getLeastSignificantBits());
		out.writeInt(2);
		out.writeShort(300);
		out.writeInt(8);
		out.writeLong(Long.MIN_VALUE);
		out.writeShort(-1);
		byte[] stream = bytes.toByteArray();
		Iterator<byte[]> left = List.of(stream).iterator();
		BinaryRows rows = new BinaryRows(source(left), 0,
				List.of(new KeyField(4, KeyField.Form.INTEGER), new KeyField(2, KeyField.Form.UUID),
						new KeyField(3, KeyField.Form.INTEGER), new KeyField(0, KeyField.Form.INTEGER)));
		assertThat(rows.next()).isTrue();
		assertThat(rows.key().values()).extracting(KeyValue::text)
			.containsExactly(String.valueOf(Long.MIN_VALUE), uuid.toString(), "300", "-7");
		assertThat(rows.fields()).isEqualTo(5);
		assertThat(rows.next()).isFalse();
	}

}
