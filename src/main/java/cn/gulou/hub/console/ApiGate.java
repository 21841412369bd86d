package cn.gulou.hub.console;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import com.atlassian.oai.validator.model.ApiOperationMatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before any route runs: is there such a call, may this account make it, is the content of a type and size it takes, and
 * is it whole? What passes crosses to the route as one {@link ApiRequest}.
 */
final class ApiGate extends OncePerRequestFilter {
    private static final Violation TOO_SOON = new Violation(
            "source-too-fast",
            "",
            "未到 Retry-After 所示时间，请稍后再提交；本条未受理。",
            "It came sooner than Retry-After said; this one was not taken.");

    private final Contract contract;
    private final ConsoleSettings settings;
    private final ProblemWriter problems;
    private final BooleanSupplier routesRun;
    private final TooSoon tooSoon = new TooSoon(System::nanoTime);
    private final LateAnswers late;

    ApiGate(Contract contract, ConsoleSettings settings, ProblemWriter problems, BooleanSupplier routesRun) {
        this.contract = contract;
        this.settings = settings;
        this.problems = problems;
        this.routesRun = routesRun;
        this.late = new LateAnswers(settings.tooSoonDelay());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!routesRun.getAsBoolean()) {
            // the door opens before the routes behind it run: come again, rather than "no such thing"
            problems.write(response, Problem.of(503));
            return;
        }
        String account = SecurityContextHolder.getContext().getAuthentication().getName();
        if (tooSoon.comes(account, request.getRequestURI())) {
            response.setHeader("Retry-After", "1");
            late.give(request, () -> problems.write(response, Problem.of(429, List.of(TOO_SOON))));
            return;
        }
        ApiRequest call;
        try {
            call = admit(request, response);
        } catch (Refusal refusal) {
            problems.write(response, Problem.of(refusal.statusCode(), refusal.violations()));
            return;
        }
        call.attachTo(request);
        chain.doFilter(new ReadRequest(request), response);
        if (response.getStatus() == 429) {
            tooSoon.told(account, request.getRequestURI(), response.getHeader("Retry-After"));
        }
    }

    private ApiRequest admit(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        ApiOperationMatch match = match(request.getMethod(), path, response);
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        Set<Role> roles = login.getAuthorities().stream().map(Role.class::cast).collect(Collectors.toUnmodifiableSet());
        if (!RoleMatrix.allows(Contract.call(match.getApiOperation()), roles)) {
            throw roles.contains(Role.NEWCOMER) ? passwordFirst() : refusal(403);
        }
        Map<String, List<String>> query = QueryString.decode(request.getQueryString());
        String contentType = request.getContentType();
        Set<String> types = Contract.contentTypes(match.getApiOperation().getOperation());
        byte[] body = types.isEmpty() ? new byte[0] : body(request, contentType, types);
        return new ApiRequest(
                login.getName(),
                roles,
                match.getApiOperation(),
                path,
                query,
                headers(match, request),
                contentType,
                body);
    }

    private ApiOperationMatch match(String method, String path, HttpServletResponse response) {
        ApiOperationMatch match = contract.find(method, path);
        if (!match.isPathFound()) {
            throw refusal(404);
        }
        if (!match.isOperationAllowed()) {
            response.setHeader("Allow", String.join(", ", contract.allowed(path)));
            throw refusal(405);
        }
        return match;
    }

    private static Map<String, String> headers(ApiOperationMatch match, HttpServletRequest request) {
        return Contract.headers(match.getApiOperation().getOperation()).stream()
                .filter(name -> request.getHeader(name) != null)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), request::getHeader));
    }

    private byte[] body(HttpServletRequest request, String contentType, Set<String> types) {
        MediaType type = parse(contentType);
        if (!types.contains(type.getType() + "/" + type.getSubtype())
                || request.getHeader("Content-Encoding") != null) {
            throw refusal(415);
        }
        boolean upload = type.getSubtype().equals("csv");
        long limit = (upload ? settings.maxUpload() : settings.maxAlert()).toBytes();
        byte[] body = WholeBody.read(request, limit);
        boolean xml = type.getSubtype().endsWith("xml");
        // XML says its encoding inside; everything else is UTF-8, or it is not readable.
        if (!xml) {
            WholeBody.checkUtf8(body, type.getCharset());
        }
        return body;
    }

    private static MediaType parse(String contentType) {
        try {
            return MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw refusal(415);
        }
    }

    private static Refusal passwordFirst() {
        return new Refusal(
                403,
                "password-first",
                "请先设置自己的密码：POST /api/own-password。",
                "Choose a password of your own first: POST /api/own-password.");
    }

    static Refusal refusal(int status) {
        return new Refusal(status, Problem.of(status).violations());
    }
}
