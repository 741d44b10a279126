package dev.drover.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A migration is refused before anything was changed, with all findings at once.
 */
public class RefusedException extends DroverException {

	private static final long serialVersionUID = 1L;

	private final transient List<Finding> findings;

	/**
	 * Creates the refusal.
	 * @param findings those that refuse, at least one
	 */
	public RefusedException(List<Finding> findings) {
		super(findings.get(0).code(), findings.get(0).message() + others(findings), findings.get(0).hint());
		this.findings = List.copyOf(findings);
	}

	private static String others(List<Finding> findings) {
		return findings.stream()
			.skip(1)
			.map((finding) -> "\n" + finding.code() + " " + finding.message()
					+ (finding.hint().isEmpty() ? "" : "; " + finding.hint()))
			.collect(Collectors.joining());
	}

	public List<Finding> findings() {
		return this.findings;
	}

}
