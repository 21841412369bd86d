package cn.gulou.hub.audience;

import cn.gulou.hub.alert.SqlFile;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Component;

/** Imports subscribers from CSV: number, visitor (true or false), district (division code or empty); UTF-8, a heading. */
@Component("subscribers")
public class Subscribers {
    private static final int MOST_PROBLEMS = 20;
    private static final Set<String> FLAGS = Set.of("true", "false");

    private final DataSource database;
    private final Sealing sealing;
    private final Clock clock;

    Subscribers(DataSource database, Sealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param imported rows stored or brought up to date
     * @param refused rows that could not be read
     * @param subscribers all that the hub knows now
     * @param problems the first refused ones, by line; never a number
     */
    public record Answer(int imported, int refused, long subscribers, List<String> problems) {}

    /** Loads a file by COPY, all in one transaction; rows that cannot be read are left out and told of. */
    public Answer load(File file) throws IOException, SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                BufferedReader lines = Files.newBufferedReader(file.toPath(), StandardCharsets.UTF_8)) {
            connection.setAutoCommit(false);
            statement.execute(SqlFile.read("audience/create-import-table"));
            List<String> problems = new ArrayList<>();
            int refused = copy(connection, lines, problems);
            int imported;
            try (var merge = connection.prepareStatement(SqlFile.read("audience/merge-subscribers"))) {
                merge.setObject(1, clock.instant().atOffset(java.time.ZoneOffset.UTC));
                imported = merge.executeUpdate();
            }
            connection.commit();
            statement.execute("ANALYZE subscriber");
            long known = count(statement);
            connection.commit();
            return new Answer(imported, refused, known, problems);
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT count(*) FROM subscriber")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int copy(Connection connection, BufferedReader lines, List<String> problems)
            throws SQLException, IOException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY subscriber_import (number_index, number_sealed, visitor, district) FROM STDIN");
        int refused = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String row = row(number, line);
            if (row.startsWith("\t")) {
                refused++;
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add("line " + number + ": " + row.strip());
                }
            } else if (!row.isEmpty()) {
                byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
        }
        copy.endCopy();
        return refused;
    }

    /** A COPY row; empty for the heading and blank lines; the problem behind a tab when it cannot be read. */
    private String row(int number, String line) {
        String clean = line.startsWith("\ufeff") ? line.substring(1) : line;
        if (clean.isBlank() || number == 1 && clean.toLowerCase(Locale.ROOT).startsWith("number")) {
            return "";
        }
        String[] cells = clean.split(",", -1);
        String phone = PhoneNumbers.normalise(cells[0]).orElse(null);
        if (phone == null) {
            return "\tnot a phone number";
        }
        String visitor = cells.length > 1 ? cells[1].strip().toLowerCase(Locale.ROOT) : "";
        if (!FLAGS.contains(visitor)) {
            return "\tvisitor is neither true nor false";
        }
        String district = cells.length > 2 ? cells[2].strip() : "";
        if (!district.isEmpty() && !district.matches("\\d{6}|\\d{12}")) {
            return "\tdistrict is no division code of 6 or 12 digits";
        }
        HexFormat hex = HexFormat.of();
        return "\\\\x" + hex.formatHex(sealing.index(phone)) + "\t\\\\x" + hex.formatHex(sealing.seal(phone)) + "\t"
                + visitor + "\t" + (district.isEmpty() ? "\\N" : district) + "\n";
    }
}
