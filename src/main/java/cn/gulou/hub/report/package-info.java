/**
 * Tells what became of it: progress, submissions, reports, and word to the upstream system.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.report;
