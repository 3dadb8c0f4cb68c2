import { elementsOf } from "../python/elements";
import { scalarText } from "../python/scalarText";
import { isDict } from "../yaml/value";
import type { Origin } from "./origin";
import { pythonLiteral } from "./pythonLiteral";

const HOSTS = "WORLD INFO DICT: ";
const MOST_HOSTS = 4096;
/** Beyond any count of ranks or nodes; two of them multiply exactly. */
const MOST_RANKS = 10_000_000;

/** Which ranks run where, as DeepSpeed's launcher tells (deepspeed/launcher/launch.py), and how they ended. */
export class World {
  /** The nodes in their order, each with its number of ranks. */
  private nodes: ReadonlyMap<string, number> = new Map();
  /** Prefixes behind which a launcher of one node speaks, with that node's number. */
  private readonly nodeOfPrefix = new Map<string, number>();
  /** Names that stood before what only a launched process prints. */
  private readonly hosts = new Set<string>();
  private localCount: number | undefined;
  private stated: number | undefined;

  /** The number of ranks; undefined while nothing tells. */
  get size(): number | undefined {
    if (this.stated !== undefined) return this.stated;
    const counted = [...this.nodes.values()].reduce((sum, count) => sum + count, 0);
    return counted > 0 ? counted : undefined;
  }

  get nodeCount(): number {
    return this.nodes.size;
  }

  isHost(name: string): boolean {
    return this.nodes.has(name) || this.hosts.has(name);
  }

  addHost(name: string): void {
    if (this.hosts.size < MOST_HOSTS) this.hosts.add(name);
  }

  /** Whether the line was about the world. */
  read(text: string, prefix: string): boolean {
    const hosts = text.indexOf(HOSTS);
    if (hosts >= 0) {
      this.readHosts(text.slice(hosts + HOSTS.length).trim());
      return true;
    }
    const place = /nnodes=(\d+), num_local_procs=(\d+), node_rank=(\d+)/.exec(text);
    if (place !== null) {
      this.readPlace(prefix, place.slice(1).map(Number));
      return true;
    }
    const size = /dist_world_size=(\d+)|Config mesh_device None world_size = (\d+)/.exec(text);
    const stated = Number(size?.[1] ?? size?.[2]);
    if (stated <= MOST_RANKS) this.stated = stated;
    const workers = /Running on the following workers: (\S+)/.exec(text)?.[1];
    if (workers !== undefined && this.nodes.size === 0)
      this.nodes = new Map(workers.split(",").map((host) => [host, 0]));
    return size !== null;
  }

  /** Of a node: how many there are, how many ranks each has, and which one it is. */
  private readPlace(prefix: string, [nodes = 1, ranks = 1, node = 0]: readonly number[]): void {
    if (ranks > MOST_RANKS || node > MOST_RANKS) return;
    this.localCount = ranks;
    if (nodes > 1 && this.nodeOfPrefix.size < MOST_HOSTS) this.nodeOfPrefix.set(prefix, node);
  }

  private readHosts(dict: string): void {
    const hosts = pythonLiteral(dict);
    if (hosts === undefined || !isDict(hosts)) return;
    this.nodes = new Map(
      [...hosts].map(([host, ranks]) => [scalarText(host), elementsOf(ranks)?.length ?? 0]),
    );
  }

  /** The ranks of a node by its number. */
  ranksOf(node: number): { readonly first: number; readonly count: number } {
    const counts = [...this.nodes.values()];
    const count = counts[node] || this.localCount || 1;
    const before =
      counts.length > node ? counts.slice(0, node).reduce((sum, it) => sum + it, 0) : node * count;
    return { first: before, count };
  }

  nodeNamed(host: string): number | undefined {
    const index = [...this.nodes.keys()].indexOf(host);
    return index < 0 ? undefined : index;
  }

  /** The node behind a prefix, where the prefix stands for a node and not for a rank. */
  nodeOf(prefix: string, origin: Origin): number | undefined {
    const told = this.nodeOfPrefix.get(prefix);
    if (told !== undefined) return told;
    return origin.kind === "host" ? this.nodeNamed(origin.host) : undefined;
  }

  /** The rank that a prefix names; undefined where it names a node, or nothing. */
  rankOf(prefix: string, origin: Origin): number | undefined {
    if (origin.kind === "rank") return origin.rank;
    const node = this.nodeOf(prefix, origin);
    if (origin.kind === "local")
      return (node === undefined ? 0 : this.ranksOf(node).first) + origin.localRank;
    return origin.kind === "task" && node === undefined ? origin.task : undefined;
  }
}
