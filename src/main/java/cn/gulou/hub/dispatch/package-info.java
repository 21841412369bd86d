/**
 * Sends: claims what may go now, paces it, hands it to camel-smpp, stores every answer.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.dispatch;
