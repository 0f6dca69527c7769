/** Most grid lines besides the one at zero. */
const MOST_STEPS = 4

/**
 * Round numbers from zero to `reach`, for the grid of a bar chart: steps of 1, 2 or 5 times a power of ten, at most four.
 *
 * @param reach end of the axis, above 0; otherwise there is only the zero
 */
export function ticksFromZero(reach: number): readonly number[] {
  if (!(reach > 0) || !Number.isFinite(reach)) return [0]
  const power = 10 ** Math.floor(Math.log10(reach / MOST_STEPS))
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => reach / size <= MOST_STEPS) ?? reach
  const count = Math.floor(reach / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, at) => at * step)
}

/** Decimals that write the ticks of an axis exactly: 0 to 6. */
export function tickDigits(ticks: readonly number[]): number {
  for (let digits = 0; digits < 6; digits++) {
    const scale = 10 ** digits
    if (ticks.every((tick) => Math.abs(tick * scale - Math.round(tick * scale)) < 1e-6)) return digits
  }
  return 6
}
