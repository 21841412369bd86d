/**
 * Calls people when something calls for one, and proves afterwards what was done: alarms, the duty group, the audit trail.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.watch;
