/**
 * Lets people in: accounts, roles, the Hawtio console, health and errors in plain words.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.console;
