/** The files of a launch: one that is listed a third time tells nothing that the second does not. */
export function atMostTwice<File, Place>(
  files: readonly File[],
  placeOf: (file: File) => Place,
): readonly File[] {
  const counts = new Map<Place, number>();
  return files.filter((file) => {
    const place = placeOf(file);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count <= 2;
  });
}
