/** A program that checks a model for a fork, whose own checks, and what the config has more, it reads as JSON, tries all fixes, and prints what is said. */
import { readFileSync } from "node:fs";
import { check } from "../../server/src/features/check";
import { readYaml } from "../../server/src/yaml/read";
import { forkWith } from "../forkWith";
import { MODEL } from "./model";

const { checks, beside, config = "" } = JSON.parse(readFileSync(0, "utf8"));
const files = [{ path: "a.yml", document: readYaml(MODEL + config) }];
const { findings, failures } = check({ files, target: forkWith(checks, beside), gpus: 8, scope: "launch" });
for (const { error } of failures) throw error;
// Each fix is tried.
for (const finding of findings) finding.fixes();
process.stdout.write(JSON.stringify(findings.map(({ message }) => message)));
