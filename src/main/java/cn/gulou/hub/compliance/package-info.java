/**
 * Says whether an alert may go out, when, with which text, and on whose word; keeps the permit that every claim joins.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.compliance;
