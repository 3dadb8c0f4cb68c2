/** The widest that a picture is drawn, and the narrowest that it can be read in. */
const [WIDEST, NARROWEST] = [828, 240];

/** Below this, names stand above their bars. */
const NARROW = 460;

/** How wide pictures are drawn, in pixels of the page: text in them then has the size that it says. */
export function pictureWidth(): number {
  const width = document.getElementById("report")?.clientWidth ?? WIDEST;
  return Math.min(WIDEST, Math.max(NARROWEST, width));
}

export function isNarrow(): boolean {
  return pictureWidth() < NARROW;
}
