/**
 * The walk that {@code ./demo} shows: puts subscribers in, posts an alert, watches, and checks the sums. It talks to the hub
 * from outside only, as an upstream system and an operator would, and knows no room.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package cn.gulou.hub.demo;
