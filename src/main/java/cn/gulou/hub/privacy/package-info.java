/**
 * Keeps phone numbers and other personal data unreadable at rest (C-40), masked in print (C-41) and findable by a keyed
 * index. Every room may use it; it uses no room.
 */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {"alert"})
package cn.gulou.hub.privacy;
