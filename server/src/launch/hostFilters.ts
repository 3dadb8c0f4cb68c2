import type { Hosts } from "./gpus";

/**
 * The hosts and GPUs that `include` or `exclude` leave, as DeepSpeed's launcher picks them
 * (`deepspeed/launcher/runner.py:parse_resource_filter`): `worker-0@worker-1:0,2`. Undefined where it refuses: both at
 * once, or a host or a slot that the hostfile does not have.
 */
export function filteredHosts(hosts: Hosts, include: string, exclude: string): Hosts | undefined {
  if (include === "" && exclude === "") return hosts;
  if (include !== "" && exclude !== "") return undefined;
  const named = slotsByHost(include || exclude);
  if (named === undefined) return undefined;
  for (const [host, slots] of named) if (Math.max(0, ...slots) >= (hosts.get(host) ?? 0)) return undefined;
  const counts = [...hosts].map(([host, count]): [string, number] => {
    const slots = named.get(host);
    const picked = slots?.size === 0 ? count : (slots?.size ?? 0);
    return [host, include === "" ? count - picked : picked];
  });
  return new Map(counts.filter(([, count]) => count > 0));
}

/** The slots that a filter names, by host; none means all of them. Undefined when it cannot be read. */
function slotsByHost(filter: string): ReadonlyMap<string, ReadonlySet<number>> | undefined {
  const named = new Map<string, Set<number>>();
  for (const node of filter.split("@")) {
    const [host = "", slots, ...rest] = node.split(":");
    const isReadable = rest.length === 0 && (slots === undefined || /^\d+(,\d+)*$/.test(slots));
    if (!isReadable) return undefined;
    const before = named.get(host) ?? [];
    named.set(host, new Set([...before, ...(slots?.split(",").map(Number) ?? [])]));
  }
  return named;
}
