package cn.gulou.hub.console;

import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.ApiPath;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.UriUtils;

/**
 * A call that came through the gate, whole: it crosses from the servlet side to the route as one request attribute, so it
 * does not matter which thread the route runs on.
 *
 * @param headers those the contract names; no other header gets into the route
 * @param query decoded; only the contract's own names get into the route
 * @param body as it came, byte for byte; empty when the call takes none
 */
record ApiRequest(
        String account,
        Set<Role> roles,
        ApiOperation operation,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String contentType,
        byte[] body) {
    private static final String ATTRIBUTE = ApiRequest.class.getName();

    static ApiRequest of(HttpServletRequest request) {
        return (ApiRequest) request.getAttribute(ATTRIBUTE);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    String operationId() {
        return operation.getOperation().getOperationId();
    }

    /** Decoded. */
    Optional<String> pathParameter(String name) {
        ApiPath template = operation.getApiPath();
        for (int i = 0; i < template.numberOfParts(); i++) {
            if (template.hasParams(i) && template.paramNames(i).contains(name)) {
                String encoded = operation.getRequestPath().part(i);
                return template.paramValues(i, encoded)
                        .get(name)
                        .map(value -> UriUtils.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    String method() {
        return operation.getMethod().name();
    }
}
