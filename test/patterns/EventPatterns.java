import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/**
 * Reads {"patterns": [...], "events": [...]} from standard input, and writes a line for each pattern:
 * {"problem": null or what is wrong with it, "matches": [true or false for each event]}.
 */
public class EventPatterns {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode input = json.readTree(System.in);
        for (JsonNode pattern : input.get("patterns")) {
            ObjectNode answer = json.createObjectNode();
            String problem = RuleCompiler.check(pattern.toString());
            answer.put("problem", problem);
            ArrayNode matches = answer.putArray("matches");
            if (problem == null) {
                for (JsonNode event : input.get("events")) {
                    matches.add(Ruler.matchesRule(event.toString(), pattern.toString()));
                }
            }
            System.out.println(answer);
        }
    }
}
