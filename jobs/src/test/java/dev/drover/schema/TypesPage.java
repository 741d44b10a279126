package dev.drover.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Extremes;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Mapping.ValueHazard;

/**
 * The tables of {@code docs/types.md}: asks the engines what they would do with each type
 * of each other, and with values at its edges.
 */
final class TypesPage {

	static final String BEGINNING = "## Every type\n";

	private final List<Engine> engines = new ArrayList<>();

	TypesPage() {
		ServiceLoader.load(Engine.class).forEach((engine) -> this.engines.addAll(engine.products()));
		this.engines.sort(Comparator.comparing(Engine::kind));
	}

	String text() {
		StringBuilder page = new StringBuilder(BEGINNING)
			.append("""
					Made from the code by `./mvnw test -pl jobs -am -Dtest=TypesPageTests -Dsurefire.failIfNoSpecifiedTests=false
					-Dpages=write`. After the target's type stand what is lost (a finding of `check`, else nothing is), and after a colon
					the keys of `mapping.values` that say what becomes of the values that the type can't hold.
					""");
		for (Engine source : this.engines) {
			List<Engine> targets = this.engines.stream().filter((engine) -> engine.kind() != source.kind()).toList();
			page.append("\n### From ").append(source.kind().displayName()).append("\n| type |");
			targets.forEach((target) -> page.append(' ').append(target.kind().displayName()).append(" |"));
			page.append("\n|---|").append("---|".repeat(targets.size())).append('\n');
			for (ColumnType type : source.types()) {
				page.append("| `").append(type.declared()).append("` |");
				targets.forEach((target) -> page.append(' ').append(cell(source, type, target)).append(" |"));
				page.append('\n');
			}
		}
		return page.toString();
	}

	private static String cell(Engine source, ColumnType type, Engine target) {
		ColumnType labels = (type.kind() == Kind.ENUM && source.kind() == EngineKind.POSTGRESQL)
				? target.enumOf(List.of("a", "b")) : null;
		TypeChoice choice = (labels != null) ? new TypeChoice(labels, null) : target.typeFor(type, source.kind());
		String loss = choice.loss();
		return "`" + choice.type().declared() + "`"
				+ ((loss == null) ? "" : ", " + loss.replace(type.declared() + " ", "").replace("is kept as", "as"))
				+ policies(source, type, target, choice.type());
	}

	private static String policies(Engine source, ColumnType type, Engine target, ColumnType chosen) {
		ColumnBinding there = new ColumnBinding(new Column("c", chosen, true, null, null, null, null), type.kind());
		Set<ValueHazard> hazards = EnumSet.noneOf(ValueHazard.class);
		for (Object value : Extremes.of(source.kind(), type)) {
			ValueHazard hazard = target.hazard(there, value);
			if (hazard != null) {
				hazards.add(hazard);
			}
		}
		return hazards.isEmpty() ? ""
				: hazards.stream()
					.map((hazard) -> hazard.name().toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", ", ": ", ""));
	}

}
