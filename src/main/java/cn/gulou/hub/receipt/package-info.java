/**
 * Counts answers: reads receipts of every habit, stores them before answering, merges them into the ledger.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"alert", "privacy"})
package cn.gulou.hub.receipt;
