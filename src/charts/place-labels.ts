/** A text that wants to stand at a place on a horizontal axis. */
export interface AxisLabel {
  readonly x: number
  readonly text: string
}

/** A label with the pixel of its middle, kept inside the axis. */
export interface PlacedLabel<Label> {
  readonly label: Label
  readonly middle: number
}

/** Advance of one character at 11 px: Hangul and other wide scripts are square. CSS pixels. */
const WIDE = 11
const NARROW = 6.2

/** Roughly how wide a text is at 11 px: enough to keep labels apart, without measuring. CSS pixels. */
export function roughWidth(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? WIDE : NARROW
  return width
}

/**
 * Choose the labels that have room, the first ones first.
 *
 * @param labels by falling importance
 * @param xOf pixel of a label's place
 * @param end labels stay inside `[start, end]`, CSS pixels
 * @param gap least distance between two labels, CSS pixels
 * @returns the kept labels, in the given order; no two overlap
 */
export function placeLabels<Label extends AxisLabel>(
  labels: readonly Label[],
  xOf: (x: number) => number,
  start: number,
  end: number,
  gap: number,
): readonly PlacedLabel<Label>[] {
  const kept: (PlacedLabel<Label> & { readonly half: number })[] = []
  for (const label of labels) {
    const half = roughWidth(label.text) / 2
    if (half * 2 > end - start) continue
    const middle = Math.min(Math.max(xOf(label.x), start + half), end - half)
    const free = kept.every((other) => Math.abs(other.middle - middle) >= other.half + half + gap)
    if (free) kept.push({ label, middle, half })
  }
  return kept.map(({ label, middle }) => ({ label, middle }))
}
