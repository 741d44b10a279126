package dev.drover;

import java.util.Date;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules that hold in every module. Each module's {@code ArchitectureTests} takes them
 * in and adds its own.
 */
public final class HouseRules {

	@ArchTest
	static final ArchRule packages_are_free_of_cycles = slices().matching("dev.drover.(**)")
		.should()
		.beFreeOfCycles()
		.because("a cycle means that one concept lies in two packages: move the part that both use "
				+ "to the package further left in the design's list");

	@ArchTest
	static final ArchRule classes_are_named_after_what_they_are = noClasses().should()
		.haveNameMatching(".*(Util|Utils|Helper|Manager)")
		.because("such a name says nothing and gathers everything: put the method beside its only user, "
				+ "or name the class after the domain's word");

	@ArchTest
	static final ArchRule packages_are_named_after_what_they_do = noClasses().should()
		.resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..service..", "..dto..")
		.because("packages are cut by the domain's verbs (copy, verify, cutover): move the class to the one it serves");

	@ArchTest
	static final ArchRule nobody_uses_the_old_date = noClasses().should()
		.dependOnClassesThat()
		.belongToAnyOf(Date.class)
		.because("it is changeable and prints in the JVM's time zone: use java.time");

	@ArchTest
	static final ArchRule upper_case_names_a_locale = noClasses().should()
		.callMethod(String.class, "toUpperCase")
		.because("under a Turkish locale \"id\" becomes \"\u0130D\": use toUpperCase(Locale.ROOT)");

	@ArchTest
	static final ArchRule lower_case_names_a_locale = noClasses().should()
		.callMethod(String.class, "toLowerCase")
		.because("under a Turkish locale \"ID\" becomes \"\u0131d\": use toLowerCase(Locale.ROOT)");

	@ArchTest
	static final ArchRule nothing_is_injected_into_fields = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION
		.because("an object is whole when its constructor is done: make it a constructor parameter and a final field");

	@ArchTest
	static final ArchRule there_is_no_static_variable = fields().that()
		.areStatic()
		.should()
		.beFinal()
		.because("two migrations in one process would share it: make it a field of the object that owns it");

	@ArchTest
	static final ArchRule values_know_nothing_of_spring = classes().that(areRecordsOrSealed())
		.should(haveNoSpringAnnotation())
		.because("values travel everywhere: annotate the class that makes them instead "
				+ "(only the records of configuration properties are bound by Spring)");

	@ArchTest
	static final ArchRule every_package_is_null_marked = classes().should(lieInANullMarkedPackage())
		.because("NullAway looks only at marked packages: add a package-info.java with @NullMarked, "
				+ "and a paragraph on what the package does and who may use it");

	private HouseRules() {
	}

	private static DescribedPredicate<JavaClass> areRecordsOrSealed() {
		return DescribedPredicate.describe("are records or sealed",
				(type) -> type.isRecord() || type.reflect().isSealed());
	}

	private static ArchCondition<JavaClass> haveNoSpringAnnotation() {
		return condition("have no Spring annotation",
				(type) -> type.getAnnotations().stream().noneMatch(HouseRules::isOfSpring));
	}

	private static boolean isOfSpring(JavaAnnotation<?> annotation) {
		String name = annotation.getRawType().getName();
		return name.startsWith("org.springframework.")
				&& !name.startsWith("org.springframework.boot.context.properties.");
	}

	private static ArchCondition<JavaClass> lieInANullMarkedPackage() {
		return condition("lie in a package that is @NullMarked",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));
	}

	private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> holds) {
		return new ArchCondition<>(description) {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				events.add(new SimpleConditionEvent(type, holds.test(type),
						type.getDescription() + " does not " + description));
			}
		};
	}

}
