package cn.gulou.hub.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of an account that was closed, or is no longer what it was when it came in (C-43). */
final class StillOpen extends OncePerRequestFilter {
    private final Accounts accounts;

    StillOpen(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && login != null && isOfAnAccount(login) && !isAsItWas(login)) {
            SecurityContextHolder.clearContext();
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    private static boolean isOfAnAccount(Authentication login) {
        return login.getAuthorities().stream().anyMatch(Role.class::isInstance);
    }

    private boolean isAsItWas(Authentication login) {
        Set<GrantedAuthority> roles = login.getAuthorities().stream().collect(Collectors.toSet());
        return accounts.find(login.getName())
                .filter(account -> account.roles().equals(roles))
                .isPresent();
    }
}
