package cn.gulou.hub.ingest;

import java.util.List;
import java.util.Objects;

/**
 * One XML element, without its prefix.
 *
 * @param path where it stands, in words of our own: an unknown name shows as *, for names are the sender's words too
 * @param attributes names of its attributes, namespace declarations and xsi: left out
 * @param text all text directly inside it
 */
record Element(
        String namespace, String name, String path, List<String> attributes, String text, List<Element> children) {

    Element {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Children of this name. */
    List<Element> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first child of this name, or null. */
    Element first(String childName) {
        return children.stream()
                .filter(child -> child.name.equals(childName))
                .findFirst()
                .orElse(null);
    }

    /** The trimmed text of the first child of this name; null when there is none or it is empty. */
    String text(String childName) {
        Element child = first(childName);
        return child == null ? null : child.value();
    }

    /** Its trimmed text; null when empty. */
    String value() {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** The non-empty texts of all children of this name. */
    List<String> texts(String childName) {
        return all(childName).stream()
                .map(Element::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The same place, one step down. */
    String pathOf(String childName) {
        return path + "/" + childName;
    }
}
