package cn.gulou.hub.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The login form, the first page, and the answer to whatever no part of the hub has answered. */
@Controller
class Pages implements ErrorController {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final ProblemWriter problems;
    private final String loginPage;
    private final String indexPage;

    Pages(ProblemWriter problems) throws IOException {
        this.problems = problems;
        this.loginPage = new ClassPathResource("pages/login.html").getContentAsString(StandardCharsets.UTF_8);
        this.indexPage = new ClassPathResource("pages/index.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/login")
    ResponseEntity<String> login(HttpServletRequest request, CsrfToken token) {
        String note = "";
        if (request.getParameter("wrong") != null) {
            note = "账号、密码或来源地址不对。 Wrong account, password or address.";
        } else if (request.getParameter("out") != null) {
            note = "已退出。 Signed out.";
        }
        return page(loginPage.replace("{{note}}", note), token);
    }

    @GetMapping("/")
    ResponseEntity<String> index(Principal account, CsrfToken token) {
        return page(indexPage.replace("{{account}}", account.getName()), token);
    }

    private static ResponseEntity<String> page(String template, CsrfToken token) {
        String page =
                template.replace("{{parameter}}", token.getParameterName()).replace("{{token}}", token.getToken());
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Cache-Control", "no-store")
                .body(page);
    }

    /** Spring, Tomcat and the firewall send their errors here; none shows its own text. */
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.write(response, Problem.of(status instanceof Integer code ? code : 404));
    }
}
