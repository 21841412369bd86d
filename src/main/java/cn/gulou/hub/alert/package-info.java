/**
 * The shared nouns: what an alert, an audience, a state and a violation are. Every room may use them; they use no room.
 */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package cn.gulou.hub.alert;
