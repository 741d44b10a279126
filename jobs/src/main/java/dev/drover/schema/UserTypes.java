package dev.drover.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.UserType;
import dev.drover.engine.value.Kind;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.plan.Scope;

/**
 * The source's own types, where the target is of another engine.
 */
final class UserTypes {

	private final Engine target;

	private final List<Finding> findings;

	private final List<UserType> types = new ArrayList<>();

	/** Enums that the target has as such. */
	private final Set<UserType> kept = new HashSet<>();

	UserTypes(Engine target, List<Finding> findings) {
		this.target = target;
		this.findings = findings;
	}

	void addAll(List<UserType> others) {
		this.types.addAll(others);
	}

	/** Those that the scope's tables need, or that are wanted whatever the tables. */
	List<UserType> wanted(Scope scope) {
		return this.types.stream()
			.filter((type) -> type.users().isEmpty()
					|| type.users().stream().anyMatch((table) -> TablePattern.inScope(scope, table)))
			.toList();
	}

	/** The target's type of an enum's labels, or {@code null}. */
	@Nullable ColumnType labelled(ColumnType source) {
		if (source.kind() != Kind.ENUM) {
			return null;
		}
		String declared = source.declared().replace("\"", "");
		for (UserType type : this.types) {
			if (type.form() == UserType.Form.ENUM && type.name().display().equals(declared)) {
				ColumnType found = this.target.enumOf(type.labels());
				if (found != null) {
					this.kept.add(type);
				}
				return found;
			}
		}
		return null;
	}

	/** The domain of a type, or {@code null} if it is none. */
	@Nullable UserType domain(ColumnType source) {
		String declared = source.declared().replace("\"", "");
		return this.types.stream()
			.filter((type) -> type.form() == UserType.Form.DOMAIN && type.name().display().equals(declared))
			.findFirst()
			.orElse(null);
	}

	/** Speaks of those that are not moved; to be called after all columns. */
	void leftBehind() {
		for (UserType type : this.types) {
			if (this.kept.contains(type)) {
				continue;
			}
			String name = type.name().display();
			if (type.form() == UserType.Form.DOMAIN) {
				this.findings.add(new Finding(ErrorCode.SCHEMA_004, Finding.Level.INFO, name,
						"the domain " + name + " is not moved: its columns have its base type"
								+ (type.promise().equals(UserType.Promise.NONE) ? ""
										: " and take over what it promises"),
						"nothing, unless the application uses it"));
			}
			else {
				this.findings.add(new Finding(ErrorCode.SCHEMA_004, Finding.Level.INFO, name,
						"the " + type.form().name().toLowerCase(Locale.ROOT).replace("other", "extension") + " " + name
								+ " stays behind",
						"nothing, unless the application uses it"));
			}
		}
	}

}
