/** The hosts of a job with their GPUs, as a hostfile lists them. */
export type Hosts = ReadonlyMap<string, number>;

/** Why DeepSpeed's launcher stops at a hostfile, or at what picks its hosts. */
export interface HostfileProblem {
  readonly key: "hostfile" | "include" | "exclude";
  /** Of the hostfile, from 0. Absent where no line is at fault. */
  readonly line?: number;
  /** DeepSpeed's own words, without most of what they repeat of the hostfile. */
  readonly message: string;
  /** Only versions before 2025-03-06 stop; later ones go on as if the slot were there. */
  readonly isPassedOn?: true;
}

export function isHostfileProblem(hosts: Hosts | HostfileProblem): hosts is HostfileProblem {
  return "message" in hosts;
}

/** No job has more. */
const MOST_HOSTS = 20_000;

/**
 * Reads a hostfile as DeepSpeed's launcher does (`fetch_hostfile`): `worker-0 slots=8` a line, `#` starts a comment.
 * Undefined where there are more hosts than any job has.
 */
export function parseHostfile(text: string): Hosts | HostfileProblem | undefined {
  const hosts = new Map<string, number>();
  for (const [line, written] of text.split(/\r\n|\r|\n/).entries()) {
    const entry = written.trim();
    if (entry === "" || entry.startsWith("#")) continue;
    const [, host, slots] = /^(\S+)\s+slots=(\d+)/.exec(entry) ?? [];
    if (host === undefined) return refused("Hostfile contains a bad entry", line);
    if (hosts.has(host)) return refused(`Hostfile contains multiple entries for ${repeatable(host)}`, line);
    if (hosts.size === MOST_HOSTS) return undefined;
    hosts.set(host, Number(slots));
  }
  return hosts.size > 0 ? hosts : refused("Hostfile is empty or not formatted correctly");
}

function refused(reason: string, line?: number): HostfileProblem {
  const message = `${reason}, unable to proceed with launching`;
  return { key: "hostfile", ...(line !== undefined && { line }), message };
}

/**
 * A config may name any file as its hostfile, one of a stranger's pull request a file of secrets, and what we say of it
 * ends in the log of a check: of a hostfile only a name is repeated, from a line that reads as a host with its slots.
 */
function repeatable(host: string): string {
  return /^[\w.-]{1,63}$/.test(host) ? host : "a host";
}

/** What narrows the GPUs of a hostfile; a null or a number below 1 narrows nothing. */
export interface GpuLimits {
  readonly numNodes?: number | undefined;
  readonly numGpus?: number | undefined;
}

/**
 * GPUs in the whole job: the first `num_nodes` hosts, with `num_gpus` each when that is given
 * (megatron/neox_arguments/arguments.py:893-905).
 */
export function gpusOfHosts(hosts: Hosts, { numNodes = 0, numGpus = 0 }: GpuLimits): number {
  const slots = [...hosts.values()];
  const used = numNodes > 0 ? slots.slice(0, numNodes) : slots;
  return numGpus > 0 ? numGpus * used.length : used.reduce((sum, count) => sum + count, 0);
}

/**
 * GPUs when no hostfile is read: `num_gpus` on each of `num_nodes`. NeoX itself counts what the launching machine has,
 * but these are what the job is started with.
 */
export function gpusOfCounts({ numNodes = 1, numGpus = 0 }: GpuLimits): number | undefined {
  return numGpus > 0 ? numGpus * Math.max(1, numNodes) : undefined;
}
