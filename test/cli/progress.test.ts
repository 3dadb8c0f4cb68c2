import { Readable, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { Progress } from "../../server/src/cli/progress";

/** A standard error that keeps what it shows, and a clock that is set by hand. */
function terminal({ isTTY = true, columns = 40, env = {} }) {
  let shown = "";
  const stderr = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        shown += String(chunk);
        done();
      },
    }),
    { isTTY, columns },
  );
  const clock = { now: 0 };
  const io = { stdin: Readable.from([]), stdout: stderr, stderr, env, cwd: "/" };
  return { progress: new Progress(io, () => clock.now), clock, shown: () => shown };
}

const CLEAR = "\r\u001b[K";

describe("progress", () => {
  it("is silent in a short run", () => {
    const { progress, clock, shown } = terminal({});
    for (clock.now = 0; clock.now < 500; clock.now += 50) progress.tell("1 of 2", "a.yml");
    progress.clear();
    expect(shown()).toBe("");
  });

  it("tells of a long run, not too often, and goes at the end", () => {
    const { progress, clock, shown } = terminal({});
    for (const [now, name] of [
      [600, "a"],
      [650, "b"],
      [700, "c"],
    ] as const) {
      clock.now = now;
      progress.tell(`At ${now}`, name);
    }
    progress.clear();
    progress.clear();
    expect(shown()).toBe(`${CLEAR}At 600: a${CLEAR}At 700: c${CLEAR}`);
  });

  it("leaves out a name that would break the line, wide characters counted as two", () => {
    const { progress, clock, shown } = terminal({ columns: 20 });
    clock.now = 600;
    progress.tell("1 of 2", "配置文件夹.yml");
    expect(shown()).toBe(`${CLEAR}1 of 2`);
  });

  it.each([{ isTTY: false }, { env: { TERM: "dumb" } }])("is silent on what is no terminal: %j", (kind) => {
    const { progress, clock, shown } = terminal(kind);
    clock.now = 9000;
    progress.tell("1 of 2");
    progress.clear();
    expect(shown()).toBe("");
  });
});
