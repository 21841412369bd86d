package cn.gulou.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Sends a person back to the form, or tells how long to wait. */
final class LoginFailed implements AuthenticationFailureHandler {
    private final ProblemWriter problems;

    LoginFailed(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof AccountProvider.MustWait) {
            problems.commence(request, response, cause);
        } else {
            response.sendRedirect(request.getContextPath() + "/login?wrong");
        }
    }
}
