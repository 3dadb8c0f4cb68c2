/** `npm run logs`: how often the explanation of a recorded log agrees with its record, as a Markdown table. */
import { agreementTable } from "./agreement";
import { recordedLogs } from "./recorded";

console.log(recordedLogs().length === 0 ? "skipped: no shared data" : agreementTable());
