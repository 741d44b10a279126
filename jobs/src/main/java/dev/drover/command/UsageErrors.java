package dev.drover.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.plan.NearestName;

/**
 * Answers a wrong command line in one line: what is wrong, what was probably meant, where
 * help is.
 */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

	/** Commands of the vocabulary that this version does not have. */
	private static final Set<String> LATER = Set.of("shards", "worker");

	@Override
	public int handleParseException(ParameterException exception, String[] arguments) {
		CommandLine command = exception.getCommandLine();
		String name = command.getCommandSpec().qualifiedName();
		command.getErr().println(answer(exception, command) + "; see `" + name + " --help`");
		return ExitStatus.REFUSED.code();
	}

	private static String answer(ParameterException exception, CommandLine command) {
		if (exception instanceof UnmatchedArgumentException unmatched) {
			return unmatched(unmatched.getUnmatched().get(0), command);
		}
		if (exception instanceof MissingParameterException missing) {
			return ErrorCode.PLAN_011 + " " + missing.getMissing()
				.stream()
				.map((parameter) -> parameter.isOption()
						? String.join("/", ((CommandLine.Model.OptionSpec) parameter).names()) : parameter.paramLabel())
				.collect(Collectors.joining(", ")) + " is missing";
		}
		return ErrorCode.PLAN_011 + " " + oneLine(String.valueOf(exception.getMessage()));
	}

	private static String unmatched(String word, CommandLine command) {
		boolean option = word.startsWith("-");
		boolean top = command.getParent() == null && !command.getSubcommands().isEmpty();
		if (top && !option && LATER.contains(word)) {
			return ErrorCode.PLAN_003 + " the command " + word + " is not available yet";
		}
		List<String> names = new ArrayList<>();
		if (option) {
			command.getCommandSpec().options().forEach((known) -> names.addAll(List.of(known.names())));
		}
		else {
			names.addAll(command.getSubcommands().keySet());
		}
		String what = option ? "unknown option" : top ? "unknown command" : "unexpected argument";
		String plain = word.replaceFirst("=.*", "");
		return ErrorCode.PLAN_011 + " " + what + " '" + oneLine(plain) + "'"
				+ NearestName.of(plain, names).map((name) -> "; did you mean '" + name + "'?").orElse("");
	}

	/** Without what a terminal would obey. */
	private static String oneLine(String text) {
		return text.replaceAll("\\p{C}+", " ");
	}

}
