package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.SubmissionState;

/**
 * What a receipt says, read as far as it can be.
 *
 * @param messageId as written; null when it names none
 * @param outcome DELIVERED or UNDELIVERED; null when it is not final
 * @param stat the carrier's word, upper case; null when it gave none
 * @param errorCode the carrier's code; null when it gave none
 * @param reference the user_message_reference of the submit, 0 to 65535, when the carrier repeats it; else null
 */
record Receipt(String messageId, SubmissionState outcome, String stat, String errorCode, Integer reference) {}
