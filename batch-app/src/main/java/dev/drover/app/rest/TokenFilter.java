package dev.drover.app.rest;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows the administrator by his token, in each request anew.
 */
final class TokenFilter extends OncePerRequestFilter {

	private static final String SCHEME = "bearer ";

	private final AdminToken token;

	TokenFilter(AdminToken token) {
		this.token = token;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		@Nullable String given = request.getHeader("Authorization");
		if (given != null && given.toLowerCase(Locale.ROOT).startsWith(SCHEME)
				&& this.token.is(given.substring(SCHEME.length()).strip())) {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("admin", null,
					AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
			SecurityContextHolder.setContext(context);
		}
		chain.doFilter(request, response);
	}

}
