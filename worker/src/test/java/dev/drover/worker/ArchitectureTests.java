package dev.drover.worker;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.drover.HouseRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "dev.drover.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchTests houseRules = ArchTests.in(HouseRules.class);

	@ArchTest
	static final ArchRule it_does_nothing_itself = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "picocli..", "dev.drover.command..", "dev.drover.worker..")
		.because("drover worker has to do the same: put the work into dev.drover.job, options into dev.drover.command");

}
