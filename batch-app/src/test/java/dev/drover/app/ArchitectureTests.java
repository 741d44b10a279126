package dev.drover.app;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.drover.HouseRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.drover.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchTests houseRules = ArchTests.in(HouseRules.class);

	@ArchTest
	static final ArchRule command_line_and_api_only_translate = noClasses().that()
		.resideInAnyPackage("dev.drover.app.cli..", "dev.drover.app.rest..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.springframework.batch..",
				"dev.drover.ledger..")
		.because("both must be able to do the same things: put the use case into dev.drover.app.operate and call it");

	@ArchTest
	static final ArchRule use_cases_do_not_know_who_calls = noClasses().that()
		.resideInAPackage("dev.drover.app.operate..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.drover.app.cli..", "dev.drover.app.rest..", "picocli..")
		.because("the command line and the API share them: return a value and let the caller print it");

	@ArchTest
	static final ArchRule command_line_does_not_know_the_api = noClasses().that()
		.resideInAPackage("dev.drover.app.cli..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.drover.app.rest..")
		.because("what both need is a use case: move it to dev.drover.app.operate");

	@ArchTest
	static final ArchRule api_does_not_know_the_command_line = noClasses().that()
		.resideInAPackage("dev.drover.app.rest..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.drover.app.cli..", "picocli..")
		.because("what both need is a use case: move it to dev.drover.app.operate");

	@ArchTest
	static final ArchRule applications_do_not_know_each_other = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("dev.drover.worker..")
		.because("what manager and worker share (step names, channels, context keys) lies in dev.drover.job");

}
