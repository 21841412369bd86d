package cn.gulou.hub.console;

import cn.gulou.hub.alert.CannotStart;
import cn.gulou.hub.alert.Violation;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.interaction.ApiOperationResolver;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.ApiOperationMatch;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The HTTP contract, openapi/hub.json, read once: which calls there are, and what a call breaks of it. */
@Component
class Contract {
    static final String BASE = "/api";

    /** An operation so marked has a reader of its own for the body, which lists every violation itself. */
    private static final String READS_BODY = "x-hub-reads-body";

    private final OpenAPI document;
    private final ApiOperationResolver operations;
    private final OpenApiInteractionValidator validator;
    private final ContractWords words;

    Contract() {
        document = read("openapi/hub.json");
        operations = new ApiOperationResolver(document, null, true);
        validator = OpenApiInteractionValidator.createFor(document)
                .withStrictOperationPathMatching()
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security", Level.IGNORE)
                        .withLevel("validation.request.accept", Level.IGNORE)
                        .withLevel("validation.request.parameter.query.unexpected", Level.ERROR)
                        .build())
                .build();
        words = new ContractWords(document);
    }

    /** The operation a call means, or why there is none: path not found, or operation not allowed. */
    ApiOperationMatch find(String method, String path) {
        try {
            return operations.findApiOperation(path, Request.Method.valueOf(method));
        } catch (IllegalArgumentException e) {
            return allowed(path).isEmpty() ? ApiOperationMatch.MISSING_PATH : ApiOperationMatch.NOT_ALLOWED_OPERATION;
        }
    }

    /** The methods this path knows. */
    Set<String> allowed(String path) {
        Set<String> allowed = new TreeSet<>();
        for (Request.Method method : Request.Method.values()) {
            ApiOperationMatch match = operations.findApiOperation(path, method);
            if (match.isPathFound() && match.isOperationAllowed()) {
                allowed.add(method.name());
            }
        }
        return allowed;
    }

    /** Every call of the contract as {@code METHOD /path}. */
    Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> calls.add(method + " " + path)));
        return calls;
    }

    /** {@code METHOD /path} of an operation, as it stands in the contract. */
    static String call(ApiOperation operation) {
        return operation.getMethod() + " " + operation.getApiPath().original();
    }

    /** The content types an operation takes; empty when it takes no body. */
    static Set<String> contentTypes(Operation operation) {
        return operation.getRequestBody() == null
                ? Set.of()
                : operation.getRequestBody().getContent().keySet();
    }

    /** Names of the headers an operation takes. */
    static List<String> headers(Operation operation) {
        return operation.getParameters() == null
                ? List.of()
                : operation.getParameters().stream()
                        .filter(parameter -> parameter.getIn().equals("header"))
                        .map(Parameter::getName)
                        .toList();
    }

    static boolean readsBody(Operation operation) {
        return operation.getExtensions() != null
                && Boolean.TRUE.equals(operation.getExtensions().get(READS_BODY));
    }

    /** Everything this call breaks of the contract. */
    List<Violation> violations(ApiRequest call) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(call.method(), call.path(), true);
        call.query().forEach(request::withQueryParam);
        call.headers().forEach(request::withHeader);
        if (call.contentType() != null
                && !contentTypes(call.operation().getOperation()).isEmpty()) {
            request.withContentType(call.contentType());
        }
        if (call.body().length > 0) {
            request.withBody(readsBody(call.operation().getOperation()) ? "{}" : utf8(call.body()));
        }
        return validator.validateRequest(request.build()).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .filter(message -> !(readsBody(call.operation().getOperation()) && words.isAboutContent(message)))
                .flatMap(message -> words.violations(message).stream())
                .distinct()
                .toList();
    }

    private static String utf8(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static OpenAPI read(String path) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        try {
            String text = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
            SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, List.of(), options);
            if (parsed.getOpenAPI() == null || !parsed.getMessages().isEmpty()) {
                throw new CannotStart("The contract " + path + " is not valid OpenAPI: " + parsed.getMessages());
            }
            return parsed.getOpenAPI();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
