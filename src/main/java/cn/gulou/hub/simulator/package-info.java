/**
 * An SMSC over TCP for the demo, the tests and the bench: SMPP 3.4, server side.
 *
 * <p>{@link cn.gulou.hub.simulator.Smsc} is the face for Java, {@link cn.gulou.hub.simulator.SimulatorMain} the one for
 * a process of its own, and both can be steered over HTTP. One thread does all the work of one SMSC ({@code Loop}), so
 * nothing below it needs a lock: bytes are framed by {@code Session}, understood by {@code Protocol} and {@code Submits},
 * sent back by {@code Account} and {@code DeliveryWriter}, and counted in {@code Tallies}. What it counts is the truth
 * the hub is measured against. It knows nothing of the hub and shares no code with the client library the hub uses.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package cn.gulou.hub.simulator;
