package dev.drover.app.rest;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

import dev.drover.fault.ErrorCode;

/**
 * Who may ask for what: health is for all, the API for whoever has the token. There is no
 * session, no cookie and no redirect, so that no page can use what a browser remembers.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Security {

	static final String HEALTH = "/actuator/health";

	@Bean
	SecurityFilterChain chain(HttpSecurity http, Hosts hosts, AdminToken token) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HEALTH, HEALTH + "/**")
				.permitAll()
				.requestMatchers("/api", "/api/**")
				.hasRole("ADMIN")
				.anyRequest()
				.permitAll())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.addFilterBefore(new HostFilter(hosts), AnonymousAuthenticationFilter.class)
			.addFilterBefore(new TokenFilter(token), AnonymousAuthenticationFilter.class)
			.exceptionHandling((failures) -> failures
				.authenticationEntryPoint((request, response, failure) -> unknown(request, response))
				.accessDeniedHandler((request, response, failure) -> unknown(request, response)))
			.build();
	}

	private static void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean wrong = request.getHeader("Authorization") != null;
		response.setHeader("WWW-Authenticate", wrong ? "Bearer error=\"invalid_token\"" : "Bearer");
		Answers.write(Problem.of(401, ErrorCode.AUTH_001,
				wrong ? "the token is not the right one" : "no token is given",
				"send the header `Authorization: Bearer TOKEN`; the token is in the file admin-token of the data directory"),
				response);
	}

}
