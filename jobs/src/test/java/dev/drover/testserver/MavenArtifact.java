package dev.drover.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A large file from the Maven repository that is only fetched where a test needs it: as a
 * dependency it would be downloaded by every build.
 *
 * @param group its group
 * @param name its name
 * @param version its version
 * @param classifier its classifier, or empty
 * @param type its type
 */
record MavenArtifact(String group, String name, String version, String classifier, String type) {

	/** The file in the local repository, downloaded if it is not there. */
	Path file() throws IOException {
		Path repository = Path.of(Objects.requireNonNullElse(System.getProperty("drover.test.repository"),
				System.getProperty("user.home") + "/.m2/repository"));
		Path file = repository.resolve(this.group.replace('.', '/'))
			.resolve(this.name)
			.resolve(this.version)
			.resolve(this.name + "-" + this.version + (this.classifier.isEmpty() ? "" : "-" + this.classifier) + "."
					+ this.type);
		if (!Files.exists(file)) {
			String maven = System.getProperty("drover.test.maven");
			ServerCache.call("can't be downloaded: " + file.getFileName(),
					Path.of(System.getProperty("java.io.tmpdir")), Map.of("JAVA_HOME", System.getProperty("java.home")),
					List.of((maven == null) ? "mvn" : maven + "/bin/mvn", "-q", "-B", "dependency:get",
							"-Dmaven.repo.local=" + repository, "-Dtransitive=false",
							"-Dartifact=" + this.group + ":" + this.name + ":" + this.version + ":" + this.type
									+ (this.classifier.isEmpty() ? "" : ":" + this.classifier)));
		}
		return file;
	}

}
