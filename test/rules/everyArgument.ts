import { catalogueAt } from "../../server/src/arguments/catalogue";
import { OLDEST_DATE } from "../../server/src/launch/target";

/** Dates between which arguments came and went. */
const DATES = [OLDEST_DATE, "2023-06-01", "2024-03-01", "2024-06-01", "2024-10-31", "2025-03-01", "main"];

/** Names of the arguments of any version. */
export const ALL_ARGUMENTS: ReadonlySet<string> = new Set(DATES.flatMap((date) => catalogueAt(date).names));
