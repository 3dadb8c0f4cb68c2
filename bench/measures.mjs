// @ts-check

/** @param {readonly number[]} times @param {number} share */
export function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number} milliseconds */
export function shown(milliseconds) {
  return milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
}

/** @param {number} bytes */
export function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} KB`;
}

/** Prints a Markdown table. @param {string} title @param {readonly (readonly string[])[]} rows the first is the header */
export function printTable(title, [header = [], ...rows]) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const rule = header.map((_, index) => (index === 0 ? "---" : "--:"));
  console.log([`\n### ${title}\n`, ...[header, rule, ...rows].map(line)].join("\n"));
}
