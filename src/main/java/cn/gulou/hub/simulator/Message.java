package cn.gulou.hub.simulator;

/**
 * One accepted message to one handset; what its receipts are made from.
 *
 * @param reference user_message_reference of the submit, or -1
 * @param reported whether a receipt was asked for
 * @param early whether its first receipt left before the answer
 * @param replied whether the handset answers with a text of its own
 */
record Message(
        Account account,
        Session origin,
        TallySet tallies,
        Address source,
        Address handset,
        long id,
        long acceptedMillis,
        int reference,
        Outcome outcome,
        boolean reported,
        boolean early,
        boolean replied) {}
