package dev.drover.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A certificate of 127.0.0.1 that vouches for itself, made for one test.
 *
 * @param certificate the certificate as PEM
 * @param key its private key as PEM, for its owner only
 * @param trust a key store, PKCS12, that trusts the certificate
 * @param trustPassword that store's password
 */
public record TestCertificate(Path certificate, Path key, Path trust, String trustPassword) {

	/** Makes one, its files in a directory. */
	public static TestCertificate in(Path directory, String password) {
		Path store = directory.resolve("server.p12");
		try {
			ServerCache.call("keytool failed", directory, Map.of(),
					List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
							"-alias", "server", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=localhost", "-ext",
							"SAN=ip:127.0.0.1,dns:localhost", "-ext", "BC=ca:true", "-validity", "3", "-storetype",
							"PKCS12", "-keystore", store.toString(), "-storepass", password));
			KeyStore made = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(store)) {
				made.load(in, password.toCharArray());
			}
			Certificate own = made.getCertificate("server");
			Key key = made.getKey("server", password.toCharArray());
			Path pem = Files.writeString(directory.resolve("server.pem"), pem("CERTIFICATE", own.getEncoded()));
			Path keyPem = Files.createFile(directory.resolve("server-key.pem"),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(keyPem, pem("PRIVATE KEY", key.getEncoded()));
			KeyStore trusting = KeyStore.getInstance("PKCS12");
			trusting.load(null, null);
			trusting.setCertificateEntry("server", own);
			Path trust = directory.resolve("trust.p12");
			try (OutputStream out = Files.newOutputStream(trust)) {
				trusting.store(out, password.toCharArray());
			}
			return new TestCertificate(pem, keyPem, trust, password);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("no certificate can be made", ex);
		}
	}

	private static String pem(String what, byte[] content) {
		return "-----BEGIN " + what + "-----\n"
				+ Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content)
				+ "\n-----END " + what + "-----\n";
	}

}
