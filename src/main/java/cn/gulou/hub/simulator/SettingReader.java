package cn.gulou.hub.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns texts into typed settings; every refusal is one sentence that names the setting. */
final class SettingReader {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    SettingReader(Map<String, String> given) {
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.byDefault);
        }
        given.forEach((key, value) -> values.put(known(key), value.strip()));
    }

    static Setting known(String key) {
        return Setting.of(key)
                .orElseThrow(() -> new IllegalArgumentException("There is no simulator setting '" + key + "'."));
    }

    String text(Setting setting) {
        return values.get(setting);
    }

    boolean yes(Setting setting) {
        return switch (text(setting)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw refused(setting, "must be true or false");
        };
    }

    int whole(Setting setting, int lowest, int highest) {
        return (int) number(setting, lowest, highest);
    }

    long number(Setting setting, long lowest, long highest) {
        try {
            long number = Long.parseLong(text(setting));
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one sentence below.
        }
        throw refused(setting, "must be a whole number from " + lowest + " to " + highest);
    }

    double percent(Setting setting) {
        try {
            double percent = Double.parseDouble(text(setting));
            if (percent >= 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one sentence below.
        }
        throw refused(setting, "must be a percentage from 0 to 100");
    }

    IdFormat idFormat(Setting setting) {
        return Stream.of(IdFormat.values())
                .filter(format -> format.label.equals(text(setting)))
                .findFirst()
                .orElseThrow(() -> refused(setting, "must be decimal, hex, HEX, padded or uuid"));
    }

    ReceiptText receiptText(Setting setting) {
        return Stream.of(ReceiptText.values())
                .filter(variant -> variant.label().equals(text(setting)))
                .findFirst()
                .orElseThrow(() -> refused(setting, "must be one of: " + setting.help));
    }

    Outcome outcome(Setting setting) {
        try {
            return Outcome.parse(text(setting));
        } catch (IllegalArgumentException unreadable) {
            throw refused(setting, "must look like UNDELIV:001");
        }
    }

    List<SuffixRule<Outcome>> failures(Setting setting) {
        try {
            return SuffixRule.parse(text(setting), Outcome::parse);
        } catch (IllegalArgumentException unreadable) {
            throw refused(setting, "must look like 7:UNDELIV:001,93:EXPIRED:999");
        }
    }

    List<SuffixRule<Integer>> rejections(Setting setting) {
        try {
            return SuffixRule.parse(text(setting), Integer::decode);
        } catch (IllegalArgumentException unreadable) {
            throw refused(setting, "must look like 99:0x0B,98:0x45");
        }
    }

    private IllegalArgumentException refused(Setting setting, String rule) {
        String value = setting == Setting.PASSWORD ? "***" : text(setting);
        return new IllegalArgumentException(
                "The simulator setting " + setting.key() + " " + rule + ", not '" + value + "'.");
    }
}
