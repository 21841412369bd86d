package cn.gulou.hub.console;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.rest.openapi.DefaultRestOpenapiProcessorStrategy;
import org.apache.camel.support.processor.RestBindingAdvice;
import org.springframework.stereotype.Component;

/**
 * Hands a call over to its route {@code direct:<operationId>}: who calls as variables, the contract's parameters as
 * headers, the body as text (as bytes where the route reads it itself). Nothing else of the request gets in.
 */
@Component("apiCall")
class ApiCall extends DefaultRestOpenapiProcessorStrategy {
    private final Problems problems;
    private final ProblemWriter writer;

    ApiCall(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    public boolean process(
            OpenAPI document,
            Operation operation,
            String verb,
            String path,
            RestBindingAdvice binding,
            Exchange exchange,
            AsyncCallback callback) {
        ApiRequest call =
                ApiRequest.of(exchange.getMessage().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class));
        if (call == null || !call.operationId().equals(operation.getOperationId())) {
            answer(exchange, Problem.of(404));
            callback.done(true);
            return true;
        }
        setCaller(exchange, call);
        setParameters(exchange.getMessage(), call, operation);
        setBody(exchange.getMessage(), call, operation);
        return super.process(document, operation, verb, path, binding, exchange, done -> {
            finish(exchange, operation);
            callback.done(done);
        });
    }

    private static void setCaller(Exchange exchange, ApiRequest call) {
        exchange.setVariable("account", call.account());
        exchange.setVariable(
                "roles", call.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(",")));
        exchange.setVariable("ownSource", RoleMatrix.seesOnlyItsOwn(call.roles()) ? call.account() : "");
    }

    private static void setParameters(Message message, ApiRequest call, Operation operation) {
        for (Parameter parameter :
                operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters()) {
            message.removeHeader(parameter.getName());
            value(parameter, call).ifPresent(value -> message.setHeader(parameter.getName(), value));
        }
    }

    private static Optional<String> value(Parameter parameter, ApiRequest call) {
        return switch (parameter.getIn()) {
            case "path" -> call.pathParameter(parameter.getName());
            case "header" -> Optional.ofNullable(call.headers().get(parameter.getName()));
            default ->
                call.query().getOrDefault(parameter.getName(), List.of()).stream()
                        .findFirst();
        };
    }

    private static void setBody(Message message, ApiRequest call, Operation operation) {
        if (call.body().length == 0) {
            message.setBody(null);
        } else if (Contract.readsBody(operation)) {
            message.setBody(call.body());
        } else {
            message.setBody(new String(call.body(), StandardCharsets.UTF_8));
        }
    }

    /** The last net: a route that failed without an answer of its own. */
    private void finish(Exchange exchange, Operation operation) {
        Exception cause = exchange.getException();
        if (cause != null) {
            exchange.setException(null);
            answer(exchange, problems.of(operation.getOperationId(), cause));
        }
    }

    private void answer(Exchange exchange, Problem problem) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == 503 || problem.status() == 429) {
            message.setHeader("Retry-After", ProblemWriter.RETRY_SECONDS);
        }
        message.setBody(writer.text(problem));
    }
}
