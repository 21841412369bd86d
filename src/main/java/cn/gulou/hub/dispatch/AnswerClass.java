package cn.gulou.hub.dispatch;

/** What to do about a command_status of submit_sm_resp. Which code is which stands in smpp/submit-answers.csv. */
enum AnswerClass {
    THROTTLE,
    TEMPORARY,
    PORT_FAULT,
    PERMANENT_NUMBER,
    PERMANENT_TEXT
}
