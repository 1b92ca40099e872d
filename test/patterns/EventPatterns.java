import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/**
 * Reads {"patterns": [...], "events": [...]} from standard input, and writes a line for each pattern:
 * {"problem": null or what is wrong with it, "matches": [true or false for each event]}.
 */
public class EventPatterns {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode input = json.readTree(System.in);
        List<String> events = new ArrayList<>();
        input.get("events").forEach(event -> events.add(event.toString()));
        for (JsonNode pattern : input.get("patterns")) {
            ObjectNode answer = json.createObjectNode();
            String problem = RuleCompiler.check(pattern.toString());
            answer.put("problem", problem);
            ArrayNode matches = answer.putArray("matches");
            if (problem == null) {
                Machine machine = Machine.builder().build();
                machine.addRule("pattern", pattern.toString());
                for (String event : events) {
                    matches.add(!machine.rulesForJSONEvent(event).isEmpty());
                }
            }
            System.out.println(answer);
        }
    }
}
