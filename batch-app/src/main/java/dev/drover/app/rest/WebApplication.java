package dev.drover.app.rest;

import org.apache.catalina.core.StandardHost;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.drover.app.operate.Serving;

/**
 * What Spring Boot is to set up. Named one by one: what else lies on the class path, for
 * the jobs, is none of its business.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
		SecurityFilterAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
		EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
		ServletManagementContextAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
		HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
		WebMvcHealthEndpointExtensionAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class })
@Import({ Security.class, MigrationController.class, CommandController.class, Problems.class })
class WebApplication {

	@Bean
	ControlHealth controlHealthIndicator(Serving serving) {
		return new ControlHealth(serving);
	}

	@Bean
	TomcatContextCustomizer problemsInsteadOfPages() {
		return (context) -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName());
	}

}
