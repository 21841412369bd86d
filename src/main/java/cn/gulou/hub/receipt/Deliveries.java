package cn.gulou.hub.receipt;

import cn.gulou.hub.alert.InboundPdu;
import org.springframework.stereotype.Component;

/** Tells receipts from what people write. */
@Component("deliveries")
public class Deliveries {

    /** True when a deliver_sm is a receipt; false when it is a person's reply. */
    public boolean isReceipt(InboundPdu pdu) {
        return ReceiptReader.isReceipt(pdu);
    }
}
