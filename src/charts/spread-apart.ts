/**
 * Places for labels beside marks: as near to their marks as they can be, in the same order, no two closer than `pitch`.
 *
 * The upper of two that are too close stays; the lower one moves down.
 *
 * @param heights where the marks are, in any order, downwards
 * @param pitch least distance, same unit
 * @returns shape and order of `heights`
 */
export function spreadApart(heights: readonly number[], pitch: number): readonly number[] {
  const placed = [...heights]
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height)
  let free = -Infinity
  for (const { height, index } of order) {
    placed[index] = Math.max(height, free)
    free = Math.max(height, free) + pitch
  }
  return placed
}
