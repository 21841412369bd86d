package cn.gulou.hub.compliance;

/**
 * The written consent of the signature's owner (C-05).
 *
 * @param reference of the paper; empty: there is none on record
 */
record SignatureConsent(String reference) {}
