import { expect, onTestFinished, test, vi } from "vitest";
import { inProcess } from "./client";
import { TestFolder, WAIT } from "./workspace";

test("a client that asks is told to ask again about all configs when the text of a project file changes or is closed", async () => {
  const folder = new TestFolder({ ".neox-config.yml": "rules: { wrong-type: off }\n" });
  const client = await inProcess({}, true, folder.uri);
  onTestFinished(async () => {
    await client.stop();
    folder.remove();
  });
  const project = folder.uriOf(".neox-config.yml");
  await client.open("rules: {}\n", project);
  const before = client.refreshes;
  await client.change("rules: { wrong-type: off }\n", undefined, project);
  await vi.waitFor(() => expect(client.refreshes).toBeGreaterThan(before), WAIT);
  const changed = client.refreshes;
  await client.close(project);
  await vi.waitFor(() => expect(client.refreshes).toBeGreaterThan(changed), WAIT);
});
