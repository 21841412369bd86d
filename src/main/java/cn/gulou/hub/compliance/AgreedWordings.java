package cn.gulou.hub.compliance;

import cn.gulou.hub.compliance.TemplateProgram.Mismatch;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that are agreed (C-07), every version of each, in the order of their ids. */
record AgreedWordings(List<Template> versions) {
    AgreedWordings {
        versions = List.copyOf(versions);
    }

    /** Of each template the newest version that has begun; when that is over, none. */
    Collection<Template> inForce(OffsetDateTime now) {
        Map<String, Template> newest = new LinkedHashMap<>();
        versions.stream()
                .filter(template -> template.begun(now))
                .sorted(Comparator.comparing(Template::id).thenComparing(Template::version))
                .forEach(template -> newest.put(template.id(), template));
        newest.values().removeIf(template -> template.over(now));
        return newest.values();
    }

    /** The first template that the text fits, else the place where it leaves the one it followed furthest. */
    WordingFacts facts(String text, List<Hit> prohibited, OffsetDateTime now) {
        WordingFacts.NearMiss nearest = null;
        for (Template template : inForce(now)) {
            Optional<Mismatch> mismatch = template.mismatch(text);
            if (mismatch.isEmpty()) {
                return new WordingFacts(prohibited, template.reference(), null);
            }
            if (nearest == null || mismatch.get().position() > nearest.position()) {
                nearest = nearMiss(template, mismatch.get(), text);
            }
        }
        return new WordingFacts(prohibited, null, nearest);
    }

    private static WordingFacts.NearMiss nearMiss(Template template, Mismatch mismatch, String text) {
        int position = mismatch.position();
        String found = position < text.length() ? seen(text.codePointAt(position)) : null;
        return new WordingFacts.NearMiss(template.reference(), position, mismatch.expected(), found);
    }

    private static String seen(int codePoint) {
        boolean visible = Character.isLetterOrDigit(codePoint) || Character.isIdeographic(codePoint);
        int type = Character.getType(codePoint);
        boolean mark = type >= Character.DASH_PUNCTUATION && type <= Character.MODIFIER_SYMBOL;
        return visible || mark ? Character.toString(codePoint) : "U+%04X".formatted(codePoint);
    }
}
