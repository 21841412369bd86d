package cn.gulou.hub.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An account as people see it.
 *
 * @param origin settings or opened
 * @param department the source whose sending rights it has
 * @param name of the person, masked like the rest; null when nobody is on record
 * @param firstPassword whether its owner has not chosen a password yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountView(
        String account,
        String origin,
        List<String> roles,
        String department,
        String party,
        List<String> addresses,
        String name,
        String mobile,
        String idNumber,
        boolean firstPassword,
        String openedAt,
        String changedAt,
        String closedAt) {}
