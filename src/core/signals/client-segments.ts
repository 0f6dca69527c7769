import { isUnknownWord } from '../ingest/parse-cell.ts'
import type { DayWindow } from '../positions.ts'
import { clientOfRows } from '../tables/client-space.ts'
import { flatInt32 } from '../tables/column-scan.ts'
import { dayColumnOf, type Dataset } from '../tables/dataset.ts'
import type { RowIndex } from '../tables/row-index.ts'
import { textAt, type FileRole } from '../tables/table.ts'

/** What the clients of a segment share, in the words of the files. */
export type SegmentLabel =
  | { readonly kind: 'demographics'; readonly gender: string; readonly age: string }
  | { readonly kind: 'unit'; readonly unit: string }

/** Clients who are expected to want alike, for lists of categories; never for the choice of clients. */
export interface ClientSegments {
  /** Position in `labels`, -1 for a client of whom nothing is known; shape `[clients]`. */
  readonly ofClient: Int32Array
  readonly labels: readonly SegmentLabel[]
}

/** Nobody in any segment. */
export const noSegments = (clientCount: number): ClientSegments => ({
  ofClient: new Int32Array(clientCount).fill(-1),
  labels: [],
})

/**
 * Put every client into at most one segment: gender and decade of age where both are known; else the business unit with the
 * most purchase lines inside the window, or, without a line, the most actions; of equal ones the first by name.
 *
 * Demographics have no date and count as known; nothing else outside the window is seen.
 */
export function clientSegments(dataset: Dataset, window: DayWindow): ClientSegments {
  const labels: SegmentLabel[] = []
  const { ofClient } = noSegments(dataset.clients.count)
  const positions = new Map<string, number>()
  const assign = (client: number, key: string, label: SegmentLabel): void => {
    const position = positions.get(key) ?? labels.push(label) - 1
    positions.set(key, position)
    ofClient[client] = position
  }

  const people = dataset.tables.get('demographics')
  const genders = people?.columns.get('clnt_gender')
  const ages = people?.columns.get('clnt_age')
  if (people !== undefined && genders !== undefined && ages !== undefined) {
    const clients = clientOfRows(people, dataset.clients)
    for (let row = 0; row < people.rowCount; row += 1) {
      const client = clients[row]!
      // The first row of a client that says both counts.
      if (ofClient[client]! >= 0) continue
      const gender = textAt(genders, row)
      const years = textAt(ages, row)
      if (!isKnown(gender) || !isKnown(years)) continue
      const label = { kind: 'demographics', gender, age: decadeOf(years) } as const
      assign(client, `p ${label.gender}\u0000${label.age}`, label)
    }
  }

  for (const [role, rows] of [
    ['transactions', dataset.lineRows],
    ['actions', dataset.actionRows],
  ] as const) {
    if (rows === null) continue
    mainUnits(dataset, role, rows, window, ofClient, (client, unit) => {
      assign(client, `u ${unit}`, { kind: 'unit', unit })
    })
  }
  return { ofClient, labels }
}

const isKnown = (text: string): boolean => text !== '' && !isUnknownWord(text)

/** `34` as `30`; an age that is no number, such as a band, as it is. */
function decadeOf(age: string): string {
  const years = Number(age)
  return Number.isFinite(years) && years >= 0 ? String(Math.floor(years / 10) * 10) : age
}

/** Hand over the unit with the most rows of one file inside the window, for each client without a segment that has one. */
function mainUnits(
  dataset: Dataset,
  role: FileRole,
  { start, rows }: RowIndex,
  window: DayWindow,
  ofClient: Int32Array,
  found: (client: number, unit: string) => void,
): void {
  const table = dataset.tables.get(role)
  const unitColumn = table?.columns.get('biz_unit')
  const dayColumn = table === undefined ? undefined : dayColumnOf(table)
  if (unitColumn === undefined || dayColumn === undefined) return
  const units = flatInt32(unitColumn)
  const days = flatInt32(dayColumn)
  const textOf = (code: number): string => unitColumn.dictionary?.textOf(code) ?? ''
  const counts = new Map<number, number>()
  for (let client = 0; client < ofClient.length; client += 1) {
    if (ofClient[client]! >= 0) continue
    counts.clear()
    for (let at = start[client]!; at < start[client + 1]!; at += 1) {
      const row = rows[at]!
      const code = units[row]!
      if (code > 0 && days[row]! >= window.startDay && days[row]! < window.endDay)
        counts.set(code, (counts.get(code) ?? 0) + 1)
    }
    let main = 0
    let most = 0
    for (const [code, count] of counts) {
      if (count < most || (count === most && textOf(code) > textOf(main))) continue
      main = code
      most = count
    }
    if (main > 0) found(client, textOf(main))
  }
}
