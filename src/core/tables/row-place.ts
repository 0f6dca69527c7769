import type { Table, TableSource } from './table.ts'

/** The source that a row of a table came from. */
export function sourceOfRow({ sources }: Pick<Table, 'sources'>, row: number): TableSource {
  let found = sources[0]
  for (const source of sources) if (source.firstRow <= row) found = source
  return found
}

/** The physical line of a row in its file, from 1. */
export function lineOfRow({ lineBreaks }: TableSource, row: number): number {
  let low = 0
  let high = lineBreaks.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (lineBreaks[2 * middle]! <= row) low = middle
    else high = middle - 1
  }
  const breakRow = lineBreaks[2 * low]
  const breakLine = lineBreaks[2 * low + 1]
  return breakRow === undefined || breakLine === undefined ? row + 1 : breakLine + (row - breakRow)
}
