/** `npm run numbers`: how far our bytes are from those of the recorded real runs, term by term, as a Markdown table. */
import { errorTable } from "./errorTable";
import { hasMemoryRecords } from "./records";

console.log(hasMemoryRecords ? errorTable() : "skipped: no shared data");
