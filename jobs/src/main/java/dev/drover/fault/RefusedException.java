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
		super(findings.get(0).code(), findings.get(0).message(), findings.get(0).hint());
		this.findings = List.copyOf(findings);
	}

	/**
	 * Creates the refusal of something that failed before anything was changed.
	 * @param failure what failed
	 * @param object the object it is about
	 */
	public RefusedException(DroverException failure, String object) {
		super(failure.code(), failure.what(), failure.hint(), failure);
		this.findings = List.of(Finding.of(failure, object));
	}

	/** All findings, a line each. */
	@Override
	public String getMessage() {
		return this.findings.stream()
			.map((finding) -> finding.code() + " " + finding.message()
					+ (finding.hint().isEmpty() ? "" : "; " + finding.hint()))
			.collect(Collectors.joining("\n"));
	}

	public List<Finding> findings() {
		return this.findings;
	}

}
