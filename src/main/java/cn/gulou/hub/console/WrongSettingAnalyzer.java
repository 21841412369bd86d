package cn.gulou.hub.console;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Names each wrong setting and what it should be; never its value, which may be a password. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongSettingAnalyzer extends AbstractFailureAnalyzer<BindException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        BindValidationException invalid = findCause(rootFailure, BindValidationException.class);
        String what = invalid == null ? unreadable(cause) : wrong(invalid);
        return new FailureAnalysis(what + " What each setting means stands in application.yaml.", null, cause);
    }

    private static String wrong(BindValidationException invalid) {
        String prefix = invalid.getValidationErrors().getName().toString();
        return invalid.getValidationErrors().getAllErrors().stream()
                .map(error -> "The setting " + name(prefix, error) + " " + error.getDefaultMessage() + ".")
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String name(String prefix, ObjectError error) {
        return error instanceof FieldError field ? prefix + "." + kebab(field.getField()) : prefix;
    }

    private static String kebab(String field) {
        return field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String unreadable(BindException cause) {
        return "The setting " + cause.getName() + " cannot be read: it should be "
                + cause.getTarget().getType().toClass().getSimpleName() + ".";
    }
}
