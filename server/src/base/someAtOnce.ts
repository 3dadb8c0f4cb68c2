/** What work gives for each item, in their order; no more than `most` are worked on at once. */
export async function someAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += most) {
    const some = items.slice(start, start + most);
    results.push(...(await Promise.all(some.map((item, at) => work(item, start + at)))));
  }
  return results;
}
