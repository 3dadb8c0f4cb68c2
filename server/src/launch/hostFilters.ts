import { isFarNumber } from "../base/farNumber";
import type { PythonValue } from "../yaml/value";
import { type HostfileProblem, type Hosts, isHostfileProblem } from "./gpus";
import type { Setting } from "./launch";

/** What a launch says of the hosts it runs on: machines and slots to use, or not to use. */
export interface HostFilters {
  readonly include: string;
  readonly exclude: string;
}

export function hostFilters(settings: ReadonlyMap<string, Setting>): HostFilters {
  return { include: textOf(settings.get("include")?.value), exclude: textOf(settings.get("exclude")?.value) };
}

function textOf(value: PythonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/**
 * The hosts and GPUs that `include` or `exclude` leave, as DeepSpeed's launcher is to pick them
 * (`deepspeed/launcher/runner.py:parse_resource_filter`): `worker-0@worker-1:0,2`. What it makes of a host without
 * slots the rule `include-whole-host` tells. Of a hostfile that DeepSpeed refuses it tells why; undefined where the
 * filters themselves cannot be read, or are both set, which is told without a hostfile.
 */
export function filteredHosts(
  hosts: Hosts | HostfileProblem | undefined,
  { include, exclude }: HostFilters,
): Hosts | HostfileProblem | undefined {
  if (hosts === undefined || isHostfileProblem(hosts)) return hosts;
  if (include === "" && exclude === "") return hosts;
  if (include !== "" && exclude !== "") return undefined;
  const key = include === "" ? "exclude" : "include";
  const named = slotsByHost(include || exclude);
  if (named === undefined) return undefined;
  for (const [host, slots] of named) {
    const count = hosts.get(host);
    if (count === undefined) return { key, message: `Hostname '${host}' not found in hostfile` };
    const missing = [...slots].find((slot) => slot >= count);
    if (missing === undefined) continue;
    const message = `No slot '${missing}' specified on host '${host}'`;
    // Since early 2025 DeepSpeed compares the slots to include with themselves.
    return key === "include" ? { key, message, isPassedOn: true } : { key, message };
  }
  const left = new Map<string, number>();
  for (const [host, count] of hosts) {
    const slots = named.get(host);
    const picked = slots?.size === 0 ? count : (slots?.size ?? 0);
    const kept = key === "exclude" ? count - picked : picked;
    if (kept > 0) left.set(host, kept);
  }
  return left;
}

/** The slots that a filter names, by host; none means all of them. Undefined when it cannot be read. */
export function slotsByHost(filter: string): ReadonlyMap<string, ReadonlySet<number>> | undefined {
  const named = new Map<string, Set<number>>();
  // No host has such slots, and the first of them is told.
  const beyond = new Map<string, number>();
  for (const node of filter.split("@")) {
    const [host = "", slots, ...rest] = node.split(":");
    const isReadable = rest.length === 0 && (slots === undefined || /^\d+(,\d+)*$/.test(slots));
    if (!isReadable) return undefined;
    const known = named.get(host) ?? new Set();
    named.set(host, known);
    for (const slot of slots?.split(",").map(Number) ?? []) {
      if (isFarNumber(slot) && !beyond.has(host)) beyond.set(host, slot);
      known.add(isFarNumber(slot) ? (beyond.get(host) ?? slot) : slot);
    }
  }
  return named;
}
