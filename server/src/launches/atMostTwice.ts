/** The files of a launch: one that is listed a third time tells nothing that the second does not. */
export function atMostTwice(
  files: readonly string[],
  placeOf: (file: string) => string = (file) => file,
): readonly string[] {
  const counts = new Map<string, number>();
  return files.filter((file) => {
    const place = placeOf(file);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count <= 2;
  });
}
