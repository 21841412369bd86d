/**
 * Takes alerts in: reads every dialect into one model, knows an alert it has seen, and answers once it is stored.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.ingest;
