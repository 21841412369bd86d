/**
 * Where the routes come from: the jar, or a folder that an engineer edits.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert"})
package cn.gulou.hub.routes;
