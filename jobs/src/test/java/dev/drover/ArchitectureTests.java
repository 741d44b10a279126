package dev.drover;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.drover", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/**
	 * In the order in which they may use each other: an import only points to the left.
	 */
	private static final List<String> PACKAGES = List.of("fault", "plan", "phase", "progress", "throttle", "engine",
			"ledger", "schema", "chunk", "copy", "capture", "apply", "verify", "routing", "cutover", "inspect",
			"shards", "job", "command");

	private static final List<String> ENGINES = List.of("postgresql", "mysql", "sqlite", "h2");

	private static final String[] ENGINE_PACKAGES = ENGINES.stream()
		.map((engine) -> "dev.drover.engine." + engine + "..")
		.toArray(String[]::new);

	@ArchTest
	static final ArchTests houseRules = ArchTests.in(HouseRules.class);

	@ArchTest
	static final ArchRule imports_only_point_to_the_left = classes().should(useOnlyPackagesToTheirLeft())
		.because("the packages build on each other in the order " + String.join(", ", PACKAGES)
				+ ": let the package on the left define an interface or a value, and pass it in from the right");

	@ArchTest
	static final ArchRule engines_do_not_know_each_other = slices().matching("dev.drover.engine.(*)..")
		.that(DescribedPredicate.describe("are engines", (slice) -> ENGINES.contains(slice.getNamePart(1))))
		.should()
		.notDependOnEachOther()
		.because("an engine must be readable on its own: move what two of them share to dev.drover.engine.jdbc");

	@ArchTest
	static final ArchRule engines_are_found_not_named = noClasses().that()
		.resideOutsideOfPackage("dev.drover.engine..")
		.and()
		.resideOutsideOfPackage("dev.drover.job..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ENGINE_PACKAGES)
		.because("all engines are used alike, by the interface that Engines.forUrl gives: "
				+ "add to dev.drover.engine.Engine or its Dialect what is missing there");

	@ArchTest
	static final ArchRule the_interface_does_not_know_its_engines = noClasses().that()
		.resideInAPackage("dev.drover.engine")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ENGINE_PACKAGES)
		.because("the ServiceLoader finds them: name the new engine in META-INF/services instead");

	@ArchTest
	static final ArchRule only_the_job_knows_spring_batch = noClasses().that()
		.resideOutsideOfPackage("dev.drover.job..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.batch..")
		.because("moving data must work and be tested without a job: do the work in a plain class and call it from a "
				+ "step in dev.drover.job");

	@ArchTest
	static final ArchRule plan_and_phase_are_pure_java = noClasses().that()
		.resideInAnyPackage("dev.drover.plan..", "dev.drover.phase..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..")
		.because("they hold the words of the domain: what talks to a database belongs to engine or ledger");

	private static ArchCondition<JavaClass> useOnlyPackagesToTheirLeft() {
		return new ArchCondition<>("use only packages to their left") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				int own = position(type);
				if (own < 0) {
					events.add(SimpleConditionEvent.violated(type,
							type.getDescription() + " lies in a package that the list does not hold"));
				}
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					if (position(dependency.getTargetClass().getBaseComponentType()) > own) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				}
			}
		};
	}

	private static int position(JavaClass type) {
		String[] parts = type.getPackageName().split("\\.");
		boolean ours = parts.length > 2 && parts[0].equals("dev") && parts[1].equals("drover");
		return ours ? PACKAGES.indexOf(parts[2]) : -1;
	}

}
