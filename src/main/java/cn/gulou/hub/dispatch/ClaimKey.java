package cn.gulou.hub.dispatch;

/**
 * Names a claim: a row of the table claim.
 *
 * @param port the port that claimed
 */
record ClaimKey(long claimId, long broadcastId, int chunkNo, String port) {}
