/**
 * PostgreSQL and the broker that start with the hub when none is configured.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert"})
package cn.gulou.hub.embedded;
