import { isUtf8 } from './choose-encoding.ts'
import type { Doubt, DoubtedTable } from './doubt.ts'
import { headerDoubts } from './header-doubts.ts'
import { BROKEN_LETTER } from './parse-cell.ts'
import { quotingDoubts } from './quoting-doubts.ts'
import { afterLineEnd, nextLineEnd } from './record-scan.ts'
import { separatorDoubts } from './separator-doubts.ts'

// eslint-disable-next-line no-control-regex -- these are the letters that are looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff]/

/** Part of the letters beyond ASCII that are syllables or signs of KS X 1001 in any Korean text. */
const KOREAN_SHARE = 0.9

/**
 * Whether bytes that are not UTF-8 are hardly Korean either: CP949 text is nearly all pairs of two high bytes, while in the
 * encodings of Western Europe a high byte mostly stands alone between ASCII letters.
 */
export function isHardlyKorean(bytes: Uint8Array): boolean {
  let pairs = 0
  let others = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = bytes[at + 1] ?? 0
    if (lead >= 0xa1 && lead <= 0xfd && trail >= 0xa1) pairs += 1
    else others += 1
    at += 1
  }
  return pairs < KOREAN_SHARE * (pairs + others)
}

/** The first line (from 1) of a text in CP949 that is UTF-8 with a letter of three bytes, as Korean ones are; 0 for none. */
export function utf8LineInCp949(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = nextLineEnd(bytes, start, bytes.length)
    const end = found < 0 ? bytes.length : found
    const text = bytes.subarray(start, end)
    if (text.some((byte) => byte >= 0xe0) && isUtf8(text, false)) return line
    start = afterLineEnd(bytes, end, bytes.length)
  }
  return 0
}

function letterDoubts({ rows, width }: DoubtedTable): Doubt[] {
  const doubts: Doubt[] = []
  const first = (code: Doubt['code'], holds: (cell: string) => boolean): void => {
    const at = rows.findIndex((row) => row.some(holds))
    if (at >= 0) doubts.push({ code, row: at, text: (rows[at] ?? []).join(' | ') })
  }
  first('control-characters', (cell) => CONTROL.test(cell))
  first('damaged-letters', (cell) => cell.includes(BROKEN_LETTER))
  if (width === 1) first('blank-lines', (cell) => cell.trim() === '')
  return doubts
}

/**
 * Everything that speaks against a reading for which there is no schema: each kind once, where it is met first. A clean table has
 * none. The product needs none of this, for it knows what its columns hold; it is for files of which nothing is known.
 */
export const dialectDoubts = (table: DoubtedTable): readonly Doubt[] => [
  ...headerDoubts(table),
  ...separatorDoubts(table),
  ...quotingDoubts(table),
  ...letterDoubts(table),
]
