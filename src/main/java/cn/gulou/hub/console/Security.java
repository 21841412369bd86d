package cn.gulou.hub.console;

import jakarta.servlet.DispatcherType;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Two doors: {@code /api} by HTTP Basic without a session, the pages by a login form (docs/security.md). */
@Configuration
class Security {
    private final ProblemWriter problems;
    private final ConsoleSettings settings;

    Security(ProblemWriter problems, ConsoleSettings settings) {
        this.problems = problems;
        this.settings = settings;
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiDoor(HttpSecurity http, Contract contract, ObjectProvider<CamelContext> camel)
            throws Exception {
        BooleanSupplier routesRun = () -> camel.getObject().getStatus().isStarted();
        return http.securityMatcher("/api", "/api/**")
                // No session, so no token to steal; a browser that remembers a password is stopped by SameOrigin.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> anonymous.disable())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
                .addFilterBefore(new SameOrigin(problems), BasicAuthenticationFilter.class)
                .addFilterAfter(new ApiGate(contract, settings, problems, routesRun), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pagesDoor(HttpSecurity http, Accounts accounts) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/login", "/login.css")
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .access(monitorsOr(true, Role.values()))
                        .requestMatchers("/actuator/prometheus")
                        .access(monitorsOr(false, RoleMatrix.MONITORING.toArray(Role[]::new)))
                        .requestMatchers("/actuator/**", "/hawtio", "/hawtio/**", "/jolokia/**")
                        .hasAnyRole(RoleMatrix.names(RoleMatrix.CONSOLE))
                        .anyRequest()
                        .authenticated())
                .formLogin(login -> login.loginPage("/login")
                        .defaultSuccessUrl("/", false)
                        .failureHandler(new LoginFailed(problems)))
                .logout(logout -> logout.logoutSuccessUrl("/login?out").deleteCookies("GULOU"))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(errors -> errors.accessDeniedHandler(problems))
                // Hawtio reads the token from the cookie and sends it back as a header.
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .addFilterAfter(new CsrfCookie(), BasicAuthenticationFilter.class)
                .addFilterBefore(new StillOpen(accounts), AuthorizationFilter.class)
                .headers(Security::pageHeaders)
                .build();
    }

    /** Any method comes through: the gate answers a wrong one with what the contract allows. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejectedByFirewall() {
        return (request, response, cause) -> problems.write(response, Problem.of(400));
    }

    private static void pageHeaders(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frame -> frame.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'self';"
                        + " script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
                        + " img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:;"
                        + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"));
    }

    /** Monitors by address, accounts by role; with {@code loopback} also whoever is on this machine. */
    private AuthorizationManager<RequestAuthorizationContext> monitorsOr(boolean loopback, Role... roles) {
        Set<Role> allowed = Set.of(roles);
        return (login, context) -> {
            String address = context.getRequest().getRemoteAddr();
            boolean monitor =
                    settings.monitors().stream().anyMatch(network -> new IpAddressMatcher(network).matches(address));
            boolean local = loopback
                    && (new IpAddressMatcher("127.0.0.0/8").matches(address)
                            || new IpAddressMatcher("::1").matches(address));
            boolean account =
                    login.get() != null && login.get().getAuthorities().stream().anyMatch(allowed::contains);
            return new AuthorizationDecision(monitor || local || account);
        };
    }
}
