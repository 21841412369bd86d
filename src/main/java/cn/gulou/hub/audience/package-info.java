/**
 * Knows who is meant: subscribers, groups, opt-outs; expands a broadcast into recipients, slice by slice.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.audience;
