// @ts-check
// Loaded into a server that is measured: tells its parent, on any message, the longest stretch of processor time in
// milliseconds in which nothing else had its turn, and all processor time, since the message before. Unlike a clock it
// tells the same on a busy machine.
const EVERY = 5;

let [last, begin, longest] = [milliseconds(), milliseconds(), 0];

function milliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function look() {
  const now = milliseconds();
  longest = Math.max(longest, now - last);
  last = now;
}

setInterval(look, EVERY).unref();
process.on("message", () => {
  look();
  process.send?.({ longest, all: last - begin });
  [begin, longest] = [last, 0];
});
process.channel?.unref();
