package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.schema.expression.ColumnPair;
import dev.drover.schema.expression.Interpreter;
import dev.drover.schema.expression.Wording;

/**
 * Single columns as the target is to have them, but for what is generated.
 */
final class Columns {

	/** They number by sequences, and may refuse numbers that are given by hand. */
	private static final Set<EngineKind> WITH_SEQUENCES = Set.of(EngineKind.POSTGRESQL, EngineKind.H2);

	private final BothSides sides;

	private final UserTypes userTypes;

	private final CollationFit collations;

	private final ColumnHabits habits;

	private final List<Sequence> sequences;

	/** Sequences that became identity columns, with these. */
	private final Map<String, List<String>> numbering = new TreeMap<>();

	Columns(BothSides sides, UserTypes userTypes, CollationFit collations, List<Sequence> sequences) {
		this.sides = sides;
		this.userTypes = userTypes;
		this.collations = collations;
		this.habits = new ColumnHabits(sides);
		this.sequences = sequences;
	}

	/** Names of the sequences that became a part of a column; to be called at the end. */
	Set<String> numbering() {
		this.numbering.forEach((sequence, columns) -> {
			if (columns.size() > 1) {
				this.sides.loses(sequence,
						"the sequence " + sequence + " numbers " + columns.size() + " columns ("
								+ String.join(", ", columns)
								+ "); in the target each numbers itself, and the same number may be given in several",
						"number in the application, or let the numbers begin far apart");
			}
		});
		return this.numbering.keySet();
	}

	Column of(Table table, Column column, @Nullable TypeOverride override) {
		TypeChoice choice = (override == null) ? type(column.type()) : new TypeChoice(override.conversion().to(), null);
		String object = table.name().display() + "." + column.name();
		if (choice.loss() != null) {
			this.sides.add(ErrorCode.TYPE_001, Finding.Level.WARNING, object, choice.loss(),
					"accept it with --force, or set mapping.types");
		}
		String guess = (override == null) ? this.sides.source().guess(column.type()) : null;
		if (guess != null && !this.sides.sameEngine()) {
			boolean text = choice.loss() != null;
			this.sides.add(ErrorCode.TYPE_001, Finding.Level.INFO, object,
					guess + (text ? " become text"
							: ", so it becomes " + choice.type().declared()
									+ "; a value of another sort that comes later is refused"),
					"nothing, or name a type in mapping.columns");
		}
		if (this.sides.sameEngine()) {
			return (override == null) ? column : retyped(object, column, override);
		}
		String collation = (this.sides.related() && override == null)
				? RelatedCollations.of(column, this.sides.source().kind()) : null;
		if (collation != null) {
			this.collations.related(table, column, collation, this.sides.source().kind());
		}
		else if (override == null || isText(choice.type().kind())) {
			this.collations.column(table, column);
		}
		UserType domain = this.userTypes.domain(column.type());
		UserType.Promise promise = (domain == null) ? UserType.Promise.NONE : domain.promise();
		DefaultValue defaultValue = (column.defaultValue() == null && column.identity() == null && column.stored())
				? promise.defaultValue() : column.defaultValue();
		Identity identity = column.identity();
		if (defaultValue != null && defaultValue.form() == DefaultValue.Form.SEQUENCE) {
			// an owned sequence behind a default is what other engines call an identity
			// column
			identity = identityBehind(defaultValue.value(), object);
			defaultValue = null;
		}
		defaultValue = (defaultValue == null) ? null : defaultValue(object, column, defaultValue, override);
		return new Column(this.sides.name(column.name()), choice.type(),
				(column.nullable() && !promise.notNull()) || !column.stored(), defaultValue,
				(identity == null) ? null : identity(table, column, choice.type(), identity), null, collation,
				column.comment(), this.habits.of(object, column));
	}

	private TypeChoice type(ColumnType source) {
		ColumnType labelled = this.sides.sameEngine() ? null : this.userTypes.labelled(source);
		return (labelled != null) ? new TypeChoice(labelled, null)
				: this.sides.target().typeFor(source, this.sides.source().kind());
	}

	/** The column as it is, but for its type. */
	private Column retyped(String object, Column column, TypeOverride override) {
		DefaultValue value = column.defaultValue();
		boolean numbers = value != null && value.form() == DefaultValue.Form.SEQUENCE;
		ColumnType type = override.conversion().to();
		return new Column(column.name(), type, column.nullable(),
				(value == null || numbers) ? value : defaultValue(object, column, value, override), column.identity(),
				column.generated(), isText(type.kind()) ? column.collation() : null, column.comment(), column.habits());
	}

	private @Nullable DefaultValue defaultValue(String object, Column column, DefaultValue value,
			@Nullable TypeOverride override) {
		DefaultValue moved = null;
		if (override != null) {
			moved = OverriddenDefault.of(value, column.type(), override.conversion(), this.sides.target().kind());
		}
		else if (DefaultFit.fits(value, column.type(), this.sides.target().kind())) {
			moved = DefaultFit.spelled(value, column.type());
		}
		else if (value.form() == DefaultValue.Form.EXPRESSION && !this.sides.sameEngine()) {
			moved = expression(column, value);
		}
		if (moved == null) {
			this.sides.loses(object, "the default " + value.nativeSql() + " is not moved",
					"set the default in the target by hand");
		}
		return moved;
	}

	/** A calculation of constants, where the target comes to the same value. */
	private @Nullable DefaultValue expression(Column column, DefaultValue value) {
		ColumnType type = type(column.type()).type();
		Column there = new Column(column.name(), type, true, null, null, null, null);
		Wording wording = new Interpreter(this.sides.source().kind(), this.sides.target().kind(),
				this.sides.target().dialect()::quote,
				List.of(new ColumnPair(column.name(), column, there, true, false)))
			.value(value.nativeSql(), column.name());
		return (wording.sql() == null) ? null
				: new DefaultValue(DefaultValue.Form.EXPRESSION, "", "(" + wording.sql() + ")");
	}

	private static boolean isText(Kind kind) {
		return kind == Kind.TEXT || kind == Kind.CHAR || kind == Kind.ENUM;
	}

	private @Nullable Identity identity(Table table, Column column, ColumnType type, Identity identity) {
		if (type.kind() != Kind.INTEGER && !this.sides.related()) {
			this.sides.loses(
					table.name().display() + "." + column.name(), "the column numbers itself, which "
							+ this.sides.target().kind().displayName() + " does not do for " + type.declared(),
					"number it in the application, or by a trigger in the target");
			return null;
		}
		if (identity.always() && WITH_SEQUENCES.contains(this.sides.source().kind())
				&& !this.sides.to(EngineKind.POSTGRESQL, EngineKind.H2)) {
			this.sides.tells(table.name().display() + "." + column.name(),
					"the column refuses numbers that are given by hand, the target takes them", "nothing");
		}
		if (!this.sides.to(EngineKind.SQLITE)) {
			boolean refuses = identity.always() && WITH_SEQUENCES.contains(this.sides.source().kind());
			return new Identity(refuses, identity.options(), identity.next());
		}
		if (table.primaryKey() == null || !table.primaryKey().columns().equals(List.of(column.name()))) {
			this.sides.loses(table.name().display() + "." + column.name(),
					"the column numbers itself, which SQLite only does for a primary key of one column",
					"number it in the application, or by a trigger in the target");
			return null;
		}
		return new Identity(true, identity.options(), identity.next());
	}

	private Identity identityBehind(String sequenceName, String column) {
		this.numbering.computeIfAbsent(sequenceName, (name) -> new ArrayList<>()).add(column);
		return this.sequences.stream()
			.filter((sequence) -> sequence.name().display().equals(sequenceName))
			.map((sequence) -> new Identity(false, sequence.options(), sequence.next()))
			.findFirst()
			.orElseGet(() -> new Identity(false, SequenceOptions.DEFAULT, 1));
	}

}
