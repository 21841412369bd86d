package cn.gulou.hub.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Writes a problem as the answer, wherever in the servlet side it arises. */
@Component
class ProblemWriter implements AuthenticationEntryPoint, AccessDeniedHandler {
    static final String RETRY_SECONDS = "5";

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = text(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == 503 && response.getHeader("Retry-After") == null) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain data", e);
        }
    }

    /** Nobody, or somebody wrong. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof AccountProvider.MustWait mustWait) {
            response.setHeader("Retry-After", String.valueOf(mustWait.seconds()));
            write(response, Problem.of(429));
            return;
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"gulou\", charset=\"UTF-8\"");
        write(response, Problem.of(401));
    }

    /** Somebody, but not for this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        write(response, Problem.of(403));
    }
}
