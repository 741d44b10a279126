package dev.drover.app;

import dev.drover.app.cli.CommandLineMain;

/**
 * The process's entry.
 */
public final class Drover {

	private Drover() {
	}

	public static void main(String[] arguments) {
		System.exit(CommandLineMain.run(arguments, System.getenv()));
	}

}
