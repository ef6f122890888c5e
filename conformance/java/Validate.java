import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates PDF files with veraPDF, all in one process.
 *
 * <p>Arguments are pairs of a flavour (ua1, 2a, 3a) and a file. Prints a line for each broken rule:
 * the number of the pair, the rule, how often it is broken, the first message; then a line with
 * "done" and the number of the pair. Fields stand between tabs. A file that cannot be read breaks
 * the rule "readable".
 */
public final class Validate {
    private Validate() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int pair = 0; 2 * pair + 1 < arguments.length; pair++) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[2 * pair]);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException(arguments[2 * pair]);
            }
            try {
                validate(pair, flavour, new File(arguments[2 * pair + 1]));
            } catch (Exception fault) {
                print(pair, "readable", 1, fault.toString());
            }
            System.out.println("done\t" + pair);
        }
    }

    private static void validate(int pair, PDFAFlavour flavour, File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> messages = new TreeMap<>();
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String where = found.getLocation().getContext();
                    messages.putIfAbsent(
                            name(found.getRuleId()), found.getMessage() + " at " + where);
                }
            }
            Map<String, Integer> counts = new TreeMap<>();
            result.getFailedChecks().forEach((rule, count) -> counts.put(name(rule), count));
            counts.forEach((rule, count) -> print(pair, rule, count, messages.get(rule)));
            if (counts.isEmpty() && !result.isCompliant()) {
                print(pair, "compliant", 1, "not compliant, and no rule says why");
            }
        }
    }

    private static String name(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    private static void print(int pair, String rule, int count, String message) {
        String line = String.valueOf(message).replaceAll("\\s+", " ");
        System.out.println(pair + "\t" + rule + "\t" + count + "\t" + line);
    }
}
