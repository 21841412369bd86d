package cn.gulou.hub.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which info block of an alert is read: text and areas come from that one only. */
final class Infos {
    private static final List<String> FITTEST_FIRST = List.of("zh-cn", "zh-hans", "zh");

    private Infos() {}

    /** The Chinese one, mainland writing first; without one the first; null when there is none. */
    static Element choose(List<Element> infos, String unsaid, Findings findings) {
        List<Element> chinese = infos.stream()
                .filter(info -> language(info, unsaid).startsWith("zh"))
                .sorted(Comparator.comparingInt(info -> fitness(language(info, unsaid))))
                .toList();
        if (chinese.size() > 1) {
            findings.add(Fault.SEVERAL_INFOS, "alert/info");
        }
        if (!chinese.isEmpty()) {
            return chinese.get(0);
        }
        return infos.isEmpty() ? null : infos.get(0);
    }

    private static int fitness(String language) {
        for (int i = 0; i < FITTEST_FIRST.size(); i++) {
            if (language.startsWith(FITTEST_FIRST.get(i)) && (i < 2 || language.equals("zh"))) {
                return i;
            }
        }
        return FITTEST_FIRST.size();
    }

    private static String language(Element info, String unsaid) {
        String language = info.text("language");
        return (language == null ? unsaid : language).toLowerCase(Locale.ROOT);
    }
}
