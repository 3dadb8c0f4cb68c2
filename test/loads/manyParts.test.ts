import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import type { LoadRequests } from "../../server/src/launch/loads";
import { NO_LOADS } from "../../server/src/launch/loads";
import type { ReadLoads } from "../../server/src/workspace/keptParts";
import { LaunchLoads } from "../../server/src/workspace/launchLoads";
import { MemoryDisk } from "./memoryDisk";

/** More launches than there are parts kept, each of a folder of its own. */
const requests = Array.from(
  { length: 600 },
  (_, i): LoadRequests => ({ datasets: [], folders: [`s${i}`], parents: [] }),
);

it("more parts on a slow disk than are kept do not let all be asked for ever", async () => {
  let told = 0;
  const read: ReadLoads = async (_disk, _folder, { folders }) => {
    await delay(1000);
    return { ...NO_LOADS, blockedFolders: new Set(folders) };
  };
  const loads = new LaunchLoads({ disk: new MemoryDisk(), read }, () => {
    told++;
  });
  const askAll = () => Promise.all(requests.map((request) => loads.of("file:///w", request)));
  await askAll();
  await delay(1500);
  expect(told).toBe(requests.length);
  const found = await askAll();
  await delay(1500);
  expect(told).toBe(requests.length);
  expect(found.map(({ blockedFolders }) => [...(blockedFolders ?? [])])).toEqual(
    requests.map(({ folders }) => folders),
  );
});
