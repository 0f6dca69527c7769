import type { Doubt, DoubtedTable } from './doubt.ts'
import { findRecords } from './first-records.ts'
import { RecordScan } from './record-scan.ts'

/** Separators that can be read, and others that files are known to have. */
const USUAL = [',', '\t', ';', '|']
const OTHERS = [' ', ':', '^', '~', '\u0001', '\u001e', '\u001f']

/** Records that are cut at other separators to see whether that goes better. */
const TRIED_RECORDS = 200

/** Part of the rows that must show the same for a thing to be the rule. */
const RULE = 0.9
/** Part of the rows up to which a thing is an exception. */
const EXCEPTION = 0.05

/** Numbers in groups, dates and times hold colons and blanks of their own. */
const SPACED_VALUE =
  /^(?:(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T])?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?|\d{1,3}(?: \d{3})+)$/

/** How many fields each of the first records has under a separator. */
function widthsUnder(bytes: Uint8Array, delimiter: string): number[] {
  const separator = delimiter.charCodeAt(0)
  const scan = new RecordScan(separator)
  return findRecords(bytes, separator, TRIED_RECORDS, true).records.map(({ start, end }) => {
    // A record with broken quotes is as wide as it was found to be up to there.
    scan.scan(bytes, start, end, true)
    return scan.count
  })
}

/** Whether a separator cuts nearly all records into the same number of fields, two or more. */
function cutsEvenly(widths: readonly number[], share: number): boolean {
  const counts = new Map<number, number>()
  for (const each of widths) counts.set(each, (counts.get(each) ?? 0) + 1)
  const [usual = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1])
  return usual[0] > 1 && usual[1] >= share * widths.length
}

const named = (code: Doubt['code'], delimiter: string): Doubt => ({ code, row: null, text: JSON.stringify(delimiter) })

function otherSeparator({ rows, width, delimiter, bytes }: DoubtedTable): Doubt[] {
  const usual = USUAL.filter((other) => other !== delimiter)
  if (width > 1) {
    const other = usual.find((each) => cutsEvenly(widthsUnder(bytes, each), 1))
    return other === undefined ? [] : [named('other-separator', other)]
  }
  const below = rows.slice(1).flat()
  const isValues = below.length > 0 && below.filter((cell) => SPACED_VALUE.test(cell)).length >= RULE * below.length
  const candidates = isValues ? usual : [...usual, ...OTHERS]
  const other = candidates.find((each) => cutsEvenly(widthsUnder(bytes, each), RULE))
  if (other !== undefined) return [named('one-column', other)]
  // Columns that are lined up with blanks.
  const aligned = rows.map(
    (row) =>
      row
        .join('')
        .trim()
        .split(/[ \t]{2,}/).length,
  )
  return cutsEvenly(aligned, RULE) ? [named('one-column', '  ')] : []
}

/** A row that another separator would cut into as many fields, where hardly any row has that separator. */
function otherSeparatorRow({ rows, width, delimiter }: DoubtedTable): Doubt[] {
  if (width < 3) return []
  for (const other of USUAL) {
    if (other === delimiter) continue
    const having = rows.filter((row) => row.some((cell) => cell.includes(other))).length
    if (having === 0 || having > Math.max(1, EXCEPTION * rows.length)) continue
    const at = rows.findIndex((row) => row.join('').split(other).length === width)
    if (at >= 0) return [{ code: 'other-separator-row', row: at, text: (rows[at] ?? []).join(' | ') }]
  }
  return []
}

const beginsBlank = (row: readonly string[]): boolean => {
  const cells = row.slice(1).filter((cell) => cell !== '')
  return cells.length > 0 && cells.every((cell) => /^[ \t]/.test(cell))
}

function blankAfterSeparator({ rows }: DoubtedTable): Doubt[] {
  const blank = rows.filter(beginsBlank).length
  if (blank === 0) return []
  const isRule = blank >= RULE * rows.length
  if (!isRule && blank > Math.max(1, EXCEPTION * rows.length)) return []
  const at = rows.findIndex(beginsBlank)
  return [{ code: 'blank-after-separator', row: isRule ? null : at, text: (rows[at] ?? []).join(' | ') }]
}

/** Doubts about what stands between fields. */
export const separatorDoubts = (table: DoubtedTable): Doubt[] => [
  ...otherSeparator(table),
  ...otherSeparatorRow(table),
  ...blankAfterSeparator(table),
]
