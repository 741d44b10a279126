package dev.drover.app.rest;

import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.drover.fault.ErrorCode;

/**
 * Lets nobody through who calls this process by a name that is not its own, and no page
 * of another site. Probes of its health may call it as they like.
 */
final class HostFilter extends OncePerRequestFilter {

	private final Hosts hosts;

	HostFilter(Hosts hosts) {
		this.hosts = hosts;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().startsWith(Security.HEALTH);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<String> refusal = this.hosts.refusal(request.getHeader("Host"),
				Collections.list(request.getHeaders("Origin")), request.getHeader("Sec-Fetch-Site"));
		if (refusal.isPresent()) {
			Answers.write(
					Problem.of(403, ErrorCode.AUTH_002, refusal.get(),
							"call it by its address or as localhost, or start `drover serve` with --host NAME"),
					response);
			return;
		}
		chain.doFilter(request, response);
	}

}
