/** The hosts of a job with their GPUs, as a hostfile lists them. */
export type Hosts = ReadonlyMap<string, number>;

/** A hostfile that the launcher refuses, in its words. */
export interface HostfileProblem {
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a hostfile as DeepSpeed's launcher does (`fetch_hostfile`): `worker-0 slots=8` a line, `#` starts a comment.
 */
export function parseHostfile(text: string): Hosts | HostfileProblem {
  const hosts = new Map<string, number>();
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, host, slots] = /^(\S+)\s+slots=(\d+)/.exec(line) ?? [];
    if (host === undefined)
      return { line: index, message: `Hostfile contains a bad entry: ${line}, unable to proceed` };
    if (hosts.has(host)) {
      return { line: index, message: `Hostfile contains multiple entries for ${host}, unable to proceed` };
    }
    hosts.set(host, Number(slots));
  }
  return hosts;
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
