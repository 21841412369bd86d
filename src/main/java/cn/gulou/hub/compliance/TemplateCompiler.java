package cn.gulou.hub.compliance;

import cn.gulou.hub.compliance.TemplateNotation.Part;
import java.util.ArrayList;
import java.util.List;

/** Makes the automaton of a template that was read. */
final class TemplateCompiler {
    /** Deeper than any run of fixed words is long. */
    private static final int STEP = 10_000;

    private final TemplateProgram.Builder program = new TemplateProgram.Builder();

    private TemplateCompiler() {}

    static TemplateProgram compile(List<Part> parts) {
        TemplateCompiler compiler = new TemplateCompiler();
        int depth = 0;
        for (Part part : parts) {
            if (part instanceof Part.Fixed fixed) {
                compiler.fixed(fixed.text(), depth, null);
                depth += STEP;
            } else if (part instanceof Part.Blank blank) {
                depth = compiler.blank(blank, depth);
            }
        }
        return compiler.program.end(depth);
    }

    /** @param expected what to call it; null: the characters themselves */
    private void fixed(String words, int depth, String expected) {
        int offset = 0;
        for (int character : words.codePoints().toArray()) {
            String rest = words.substring(offset, Math.min(words.length(), offset + 8));
            int step = expected == null ? offset : 0;
            if (character == '#' && expected != null) {
                number(depth, expected);
            } else {
                program.take(other -> other == character, depth + step, expected == null ? "“" + rest + "”" : expected);
            }
            offset += Character.charCount(character);
        }
    }

    /** One to four digits. */
    private void number(int depth, String expected) {
        List<Integer> leave = new ArrayList<>();
        for (int digit = 0; digit < 4; digit++) {
            program.take(other -> other >= '0' && other <= '9', depth, expected);
            leave.add(program.go());
        }
        int after = program.here();
        leave.forEach(place -> program.set(place, place + 1, after));
        program.set(leave.get(3), after);
    }

    /** Returns the depth behind the blank. */
    private int blank(Part.Blank blank, int depth) {
        int deepest = depth;
        List<Integer> done = new ArrayList<>();
        for (List<TemplateField> alternative : blank.alternatives()) {
            int choice = program.go();
            int within = depth;
            for (TemplateField field : alternative) {
                field(field, within);
                within += STEP;
            }
            done.add(program.go());
            program.set(choice, choice + 1, program.here());
            deepest = Math.max(deepest, within);
        }
        // The last alternative's way past it leads nowhere: a state that takes no character at all.
        program.take(character -> false, -1, "");
        done.forEach(place -> program.set(place, program.here()));
        return deepest;
    }

    private void field(TemplateField field, int depth) {
        String expected = field.description();
        switch (field.form()) {
            case TEXT -> {
                program.take(field::allows, depth, expected);
                anything(field, depth, expected);
            }
            case ENDING_WITH -> {
                anything(field, depth, expected);
                oneOf(field.words(), depth, expected);
            }
            case CONTAINING -> {
                anything(field, depth, expected);
                oneOf(field.words(), depth, expected);
                anything(field, depth, expected);
            }
            case ONE_OF -> {
                int first = program.here();
                oneOf(field.words(), depth, expected);
                again(field, first, depth, expected);
            }
        }
    }

    /** As many characters as the field allows, or none. */
    private void anything(TemplateField field, int depth, String expected) {
        int loop = program.go();
        program.take(field::allows, depth, expected);
        int back = program.go(loop);
        program.set(loop, loop + 1, back + 1);
    }

    private void oneOf(List<String> words, int depth, String expected) {
        List<Integer> done = new ArrayList<>();
        for (String word : words) {
            int choice = program.go();
            fixed(word, depth, expected);
            done.add(program.go());
            program.set(choice, choice + 1, program.here());
        }
        program.take(character -> false, -1, "");
        done.forEach(place -> program.set(place, program.here()));
    }

    /** Words may be joined: 暴雨、雷电. */
    private void again(TemplateField field, int first, int depth, String expected) {
        if (!field.signs().isEmpty()) {
            int choice = program.go();
            program.take(character -> field.signs().indexOf(character) >= 0, depth, expected);
            int back = program.go(first);
            program.set(choice, choice + 1, back + 1);
        }
    }
}
