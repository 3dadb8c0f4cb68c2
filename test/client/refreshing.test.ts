import { expect, test } from "vitest";
import { Refreshing } from "../../client/src/refreshing";

/** Something of which each change is shown by a server that is as slow as it is told to be. */
class Page {
  asked = 0;
  shown = 0;
  private changes = 0;
  private readonly waiting: (() => void)[] = [];
  readonly refreshing = new Refreshing(async () => {
    this.asked++;
    const answer = this.changes;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.shown = answer;
  });

  change(): Promise<void> {
    this.changes++;
    return this.refreshing.now();
  }

  /** Gives all answers that are on their way, the last one first. */
  async answer(): Promise<void> {
    for (const give of this.waiting.splice(0).reverse()) give();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

test("of changes while an answer is on its way the last is shown, asked for once", async () => {
  const page = new Page();
  const done = Promise.all([page.change(), page.change(), page.change()]);
  await page.answer();
  await page.answer();
  await done;
  expect([page.shown, page.asked]).toEqual([3, 2]);
});

test("a change after the answer is asked for anew", async () => {
  const page = new Page();
  const first = page.change();
  await page.answer();
  await first;
  const second = page.change();
  await page.answer();
  await second;
  expect([page.shown, page.asked]).toEqual([2, 2]);
});

test("a question that fails is none that later ones wait for", async () => {
  let asked = 0;
  const refreshing = new Refreshing(async () => {
    if (asked++ === 0) throw new Error("the server is gone");
  });
  await expect(refreshing.now()).rejects.toThrow("the server is gone");
  await refreshing.now();
  expect(asked).toBe(2);
});
