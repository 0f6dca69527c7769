/**
 * Where a key takes the active row of a long list.
 *
 * @param pageRows rows that are visible at once, at least 1
 * @returns a position in `[0, rowCount)`, or `null` for keys that do not move it and for an empty list
 */
export function movedRow(key: string, active: number, rowCount: number, pageRows: number): number | null {
  if (rowCount === 0) return null
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -rowCount,
    End: rowCount,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  return step === undefined ? null : Math.min(rowCount - 1, Math.max(0, active + step))
}
