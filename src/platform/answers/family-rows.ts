import type { Csr } from '../../core/matrix/csr.ts'
import { createStrandedWords } from '../../core/signals/stranded-words.ts'
import type { WordsAnswer } from '../../protocol/typed-columns.ts'
import type { ShelvedEvidence } from '../evidence-shelf.ts'
import type { ColumnFinder } from './column-finder.ts'

/** What the words of clients that have no column stand for. */
export interface FamilyRows {
  readonly ofClient: (client: number) => WordsAnswer
  /** The rows of the clients `[start, end)`, cut to those there are; shape `[end - start, columns]`. */
  readonly ofRange: (start: number, end: number) => Csr
}

const NOTHING: WordsAnswer = {
  row: { columns: new Uint32Array(), values: new Float32Array() },
  words: [],
  throughFamily: false,
}

/** Read the words of an evidence that have no column, to find the nearest known families. Each word is looked up once. */
export function createFamilyRows(
  { matrix, dataset, keywordTexts }: ShelvedEvidence,
  finderOf: () => ColumnFinder,
): FamilyRows {
  const { searches, clients } = dataset
  const strandedWords =
    searches === null || keywordTexts === null || matrix.columnSpace.keywords.length === 0
      ? () => []
      : createStrandedWords(matrix, searches, keywordTexts)
  const ofClient = (client: number): WordsAnswer => {
    const words = strandedWords(client)
    // Most clients have none: the index of near words is not made for them.
    return words.length === 0 ? NOTHING : finderOf().weightedRow(words)
  }
  return {
    ofClient,
    ofRange: (start, end) => {
      const rows = Array.from({ length: Math.max(0, Math.min(end, clients.count) - start) }, (_, at) =>
        ofClient(start + at),
      )
      const rowPtr = new Uint32Array(rows.length + 1)
      rows.forEach(({ row }, at) => {
        rowPtr[at + 1] = rowPtr[at]! + row.columns.length
      })
      const colIdx = new Uint32Array(rowPtr[rows.length]!)
      const values = new Float32Array(colIdx.length)
      rows.forEach(({ row }, at) => {
        colIdx.set(row.columns, rowPtr[at])
        values.set(row.values, rowPtr[at])
      })
      return { rows: rows.length, cols: matrix.csr.cols, rowPtr, colIdx, values }
    },
  }
}
