import { beforeEach, expect, it, vi } from "vitest";
import { inSlices } from "../../server/src/base/slices";
import type { Steps } from "../../server/src/base/steps";

/** Milliseconds of a clock that only work moves. */
let now = 0;

beforeEach(() => {
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

/** Work of so many steps, each of which takes a slice, and by whom. */
function* working(steps: number, by: string, done: string[]): Steps<void> {
  for (let step = 0; step < steps; step++) {
    now += 10;
    done.push(by);
    yield;
  }
}

const round = () => new Promise((resolve) => setImmediate(resolve));

it("however much work there is, a round of the event loop has one slice", async () => {
  const done: string[] = [];
  const all = Array.from({ length: 50 }, () => inSlices(working(3, "check", done)));
  let most = done.length;
  while (done.length < 150) {
    const before = done.length;
    await round();
    most = Math.max(most, done.length - before);
  }
  await Promise.all(all);
  expect(most).toBe(1);
});

it("work that begins in each round does not keep messages from being read", async () => {
  const done: string[] = [];
  const all: Promise<void>[] = [];
  for (let each = 0; each < 40; each++) {
    all.push(inSlices(working(3, "check", done)));
    await round();
  }
  expect(done.length).toBeLessThan(32);
  await Promise.all(all);
  expect(done).toHaveLength(120);
});

it("in a browser work waits for no timer", async () => {
  vi.resetModules();
  vi.stubGlobal("setImmediate", undefined);
  vi.stubGlobal("setTimeout", () => expect.unreachable("a timer"));
  const slices = await import("../../server/src/base/slices");
  const done: string[] = [];
  await Promise.all([1, 2].map(() => slices.inSlices(working(3, "check", done))));
  vi.unstubAllGlobals();
  expect(done).toHaveLength(6);
});

it("what comes last waits for few, and what came first is not forgotten", async () => {
  const done: string[] = [];
  const all = Array.from({ length: 50 }, (_, index) =>
    inSlices(working(3, index === 1 ? "first" : "check", done)),
  );
  await round();
  all.push(inSlices(working(3, "request", done)));
  await Promise.all(all);
  expect(done.lastIndexOf("request")).toBeLessThan(10);
  expect(done.indexOf("first")).toBeLessThan(10);
});

it("short work shares a slice, and is not put off", async () => {
  const done: string[] = [];
  function* short(): Steps<void> {
    now += 1;
    done.push("short");
    yield;
  }
  const all = Array.from({ length: 5 }, () => inSlices(short()));
  expect(done).toHaveLength(5);
  await Promise.all(all);
});
