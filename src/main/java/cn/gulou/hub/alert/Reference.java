package cn.gulou.hub.alert;

import java.time.OffsetDateTime;

/** An earlier alert that this one is about. The national profile gives the identifier only: sender and sent are null. */
public record Reference(String sender, String identifier, OffsetDateTime sent) {}
