package cn.gulou.hub.console;

import cn.gulou.hub.alert.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.RestClientRequestValidator;
import org.springframework.stereotype.Component;

/**
 * What {@code clientRequestValidation} in shared/rest asks: Camel finds it in the registry by its type. Unlike the stock
 * one it reads the contract once, lists every violation in both languages, and never quotes the input.
 */
@Component
class ContractValidator implements RestClientRequestValidator {
    private final Contract contract;
    private final ProblemWriter problems;

    ContractValidator(Contract contract, ProblemWriter problems) {
        this.contract = contract;
        this.problems = problems;
    }

    @Override
    public ValidationError validate(Exchange exchange, ValidationContext context) {
        ApiRequest call =
                ApiRequest.of(exchange.getMessage().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class));
        List<Violation> violations = contract.violations(call);
        if (violations.isEmpty()) {
            return null;
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        return new ValidationError(400, problems.text(Problem.of(400, violations)));
    }
}
