package dev.drover.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.drover.engine.EngineKind;

/**
 * Cuts an expression as its engine's catalog spells it into tokens.
 */
final class Tokens {

	private static final Pattern TOKEN = Pattern.compile("(?s)(?<blank>\\s+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)"
			+ "|(?<escaped>[uU]&'(?:[^']|'')*')|(?<c>[eE]'(?:[^'\\\\]|''|\\\\.)*')"
			+ "|(?<introduced>_\\w+\\s*'(?:[^'\\\\]|''|\\\\.)*')|(?<number>\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)"
			+ "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<name>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`)"
			+ "|(?<sign>::|<=>|<=|>=|<>|!=|==|\\|\\||!~~\\*?|~~\\*?|->>|->|[-+*/%(),.=<>\\[\\]~!^&|@#?:;])");

	private static final Pattern PLAIN_TEXT = Pattern.compile("(?s)'(?:[^']|'')*'");

	private static final Pattern BACKSLASHED_TEXT = Pattern.compile("(?s)'(?:[^'\\\\]|''|\\\\.)*'");

	private static final Pattern UNICODE = Pattern.compile("\\\\(?:\\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4})|\\\\)");

	private final EngineKind engine;

	private final String sql;

	private Tokens(EngineKind engine, String sql) {
		this.engine = engine;
		this.sql = sql;
	}

	/**
	 * The tokens of an expression.
	 * @throws NotPortableException if it holds something else
	 */
	static List<Token> of(EngineKind engine, String sql) {
		return new Tokens(engine, sql).all();
	}

	private boolean backslashes() {
		return this.engine.likeMysql();
	}

	private List<Token> all() {
		List<Token> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(this.sql);
		Matcher text = (backslashes() ? BACKSLASHED_TEXT : PLAIN_TEXT).matcher(this.sql);
		int at = 0;
		while (at < this.sql.length()) {
			if (this.sql.charAt(at) == '[' && this.engine == EngineKind.SQLITE) {
				int end = this.sql.indexOf(']', at);
				if (end < 0) {
					throw unknown(at);
				}
				tokens.add(new Token(Token.Sort.NAME, this.sql.substring(at + 1, end)));
				at = end + 1;
			}
			else if (text.region(at, this.sql.length()).lookingAt()) {
				tokens.add(new Token(Token.Sort.TEXT, plain(text.group(), backslashes())));
				at = text.end();
			}
			else if (matcher.region(at, this.sql.length()).lookingAt()) {
				if (matcher.group("blank") == null) {
					tokens.add(token(matcher));
				}
				at = matcher.end();
			}
			else {
				throw unknown(at);
			}
		}
		tokens.add(Token.END);
		return tokens;
	}

	private NotPortableException unknown(int at) {
		return new NotPortableException(
				"it holds \"" + this.sql.substring(at, Math.min(this.sql.length(), at + 12)) + "\"");
	}

	private Token token(Matcher matcher) {
		String all = matcher.group();
		if (matcher.group("word") != null) {
			return new Token(Token.Sort.WORD, all);
		}
		if (matcher.group("number") != null) {
			return new Token(Token.Sort.NUMBER, all);
		}
		if (matcher.group("sign") != null) {
			return new Token(Token.Sort.SIGN, all);
		}
		if (matcher.group("name") != null) {
			String quote = all.substring(0, 1);
			return new Token(Token.Sort.NAME, all.substring(1, all.length() - 1).replace(quote + quote, quote));
		}
		if (matcher.group("escaped") != null) {
			return new Token(Token.Sort.TEXT, unicode(plain(all.substring(2), false)));
		}
		if (matcher.group("c") != null) {
			return new Token(Token.Sort.TEXT, plain(all.substring(1), true));
		}
		return introduced(all);
	}

	/** A text behind the name of its character set. */
	private static Token introduced(String all) {
		int quote = all.indexOf('\'');
		String text = plain(all.substring(quote), true);
		String characters = all.substring(1, quote).strip();
		if (!characters.startsWith("utf8") && text.chars().anyMatch((character) -> character >= 0x80)) {
			throw new NotPortableException("it holds a text in " + characters);
		}
		return new Token(Token.Sort.TEXT, text);
	}

	private static String plain(String quoted, boolean backslashes) {
		String inner = quoted.substring(1, quoted.length() - 1);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < inner.length(); i++) {
			char character = inner.charAt(i);
			if (character == '\'') {
				i++;
			}
			else if (character == '\\' && backslashes) {
				character = inner.charAt(++i);
				if ("'\"\\".indexOf(character) < 0) {
					throw new NotPortableException("it holds the escape \\" + character);
				}
			}
			text.append(character);
		}
		return text.toString();
	}

	private static String unicode(String text) {
		return UNICODE.matcher(text).replaceAll((match) -> {
			String code = (match.group(1) != null) ? match.group(1) : match.group(2);
			return Matcher.quoteReplacement((code == null) ? "\\" : Character.toString(Integer.parseInt(code, 16)));
		});
	}

}
