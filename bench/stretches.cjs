// @ts-check
// Loaded into a server that is measured: tells its parent, on any message, the longest stretch of processor time in
// milliseconds in which nothing else had its turn, and all processor time, since the message before. Beside them stands
// what a small job takes just then, and at least: where others fill the machine, all takes longer by that.
const EVERY = 5;
const JOBS = 20;
const FIRST_JOBS = 400;

const text = Array.from({ length: 3000 }, (_, index) => `key_${index}: value ${index}\n`).join("");
let least = Number.POSITIVE_INFINITY;
jobs(FIRST_JOBS);

let [last, begin, longest] = [milliseconds(), milliseconds(), 0];

function milliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function job() {
  const values = new Map();
  for (const line of text.split("\n")) {
    const [key, value] = line.split(": ");
    values.set(key, { value, length: line.length });
  }
  return values;
}

/** How many times longer than at least the job takes now. @param {number} count */
function jobs(count) {
  let all = 0;
  for (let index = 0; index < count; index++) {
    const before = milliseconds();
    job();
    const time = milliseconds() - before;
    all += time;
    least = Math.min(least, time);
  }
  return all / count / least;
}

function look() {
  const now = milliseconds();
  longest = Math.max(longest, now - last);
  last = now;
}

setInterval(look, EVERY).unref();
process.on("message", () => {
  look();
  const told = { longest, all: last - begin, slowness: jobs(JOBS) };
  process.send?.(told);
  last = milliseconds();
  [begin, longest] = [last, 0];
});
process.channel?.unref();
