import type { Csr } from '../matrix/csr.ts'
import { testAlsSettings } from './als/settings.fixture.ts'
import type { AlsSettings } from './recipe.ts'

/**
 * A world whose right answers are known: even clients buy even categories, odd ones odd categories, all but the one of
 * their own number, which is therefore the one new thing to recommend. Each searched the word of its colour.
 *
 * Columns: categories, the even word, the odd word, and a word that only the last client (nothing else) ever used.
 */
export interface Checkerboard {
  readonly csr: Csr
  readonly categoryCount: number
  readonly evenWord: number
  readonly oddWord: number
  readonly lonelyWord: number
  /** The client with nothing but the lonely word. */
  readonly lonelyClient: number
  /** A client without any entry. */
  readonly emptyClient: number
}

/** Make the world of `clientCount` coloured clients. */
export function checkerboard(clientCount: number, categoryCount: number): Checkerboard {
  const rowPtr = [0]
  const colIdx: number[] = []
  for (let client = 0; client < clientCount; client++) {
    for (let column = client % 2; column < categoryCount; column += 2)
      if (column !== client % categoryCount) colIdx.push(column)
    colIdx.push(categoryCount + (client % 2))
    rowPtr.push(colIdx.length)
  }
  colIdx.push(categoryCount + 2)
  rowPtr.push(colIdx.length, colIdx.length)
  return {
    csr: {
      rows: clientCount + 2,
      cols: categoryCount + 3,
      rowPtr: Uint32Array.from(rowPtr),
      colIdx: Uint32Array.from(colIdx),
      values: new Float32Array(colIdx.length).fill(1),
    },
    categoryCount,
    evenWord: categoryCount,
    oddWord: categoryCount + 1,
    lonelyWord: categoryCount + 2,
    lonelyClient: clientCount,
    emptyClient: clientCount + 1,
  }
}

/** Settings that fit a world of two colours: the ridge is too strong for a single entry to keep a factor of its own. */
export const twoColours: AlsSettings = testAlsSettings({
  solver: 'exact',
  factors: 3,
  iterations: 15,
  seed: 42,
  objective: { lambda: 4 },
})
