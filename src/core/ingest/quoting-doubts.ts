import type { Doubt, DoubtedTable } from './doubt.ts'

const QUOTE = 34
const LF = 10
const CR = 13

const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 9

/** What else is used as a quote: openings and what closes them. */
const OTHER_QUOTES = [
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['«', '»'],
] as const

/** Cells in other quotes: an apostrophe around one of them, or any around several that a separator inside has torn apart. */
function inOtherQuotes(row: readonly string[]): boolean {
  return OTHER_QUOTES.some(([open, close]) => {
    let isOpen = false
    for (const cell of row) {
      const text = cell.trim()
      if (open === "'" && text.length > 1 && text.startsWith(open) && text.endsWith(close)) return true
      if (isOpen && text.endsWith(close) && !text.startsWith(open)) return true
      isOpen ||= text.startsWith(open) && !(text.length > 1 && text.endsWith(close))
    }
    return false
  })
}

const isOddBackslash = (cell: string): boolean => (/\\+$/.exec(cell)?.[0].length ?? 0) % 2 === 1

/** A separator behind a backslash, or a quote behind one where a cell would have ended. */
function backslashEscape(row: readonly string[], delimiter: string): boolean {
  return row.some((cell, column) => {
    if (column < row.length - 1 && isOddBackslash(cell)) return true
    for (let at = cell.indexOf('\\"'); at >= 0; at = cell.indexOf('\\"', at + 2)) {
      const next = cell[at + 2] ?? '\n'
      if (next === delimiter || next === '\n' || next === '\r') return true
    }
    return false
  })
}

/** Blanks between a closing quote and a separator or line end, which are passed over. @returns their position, or -1 */
function blankAfterQuote(bytes: Uint8Array, delimiter: number): number {
  let isQuoted = false
  let isStart = true
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === QUOTE && (isQuoted || isStart)) {
      isQuoted = !isQuoted
      if (!isQuoted && bytes[at + 1] === QUOTE) {
        isQuoted = true
        at += 1
      } else if (!isQuoted) {
        let after = at + 1
        while (isBlank(bytes[after]) && bytes[after] !== delimiter) after += 1
        const end = bytes[after]
        const isEnd = end === delimiter || end === LF || end === CR || end === undefined
        if (after > at + 1 && isEnd) return at
      }
    }
    isStart = !isQuoted && (byte === delimiter || byte === LF || byte === CR)
  }
  return -1
}

/** Doubts about quotes and escapes that a row holds without being ragged. */
export function quotingDoubts({ rows, delimiter, bytes }: DoubtedTable): Doubt[] {
  const doubts: Doubt[] = []
  const first = (code: Doubt['code'], holds: (row: readonly string[]) => boolean): void => {
    const at = rows.findIndex(holds)
    if (at >= 0) doubts.push({ code, row: at, text: (rows[at] ?? []).join(' | ') })
  }
  first('other-quotes', inOtherQuotes)
  first('backslash-escape', (row) => backslashEscape(row, delimiter))
  if (blankAfterQuote(bytes, delimiter.charCodeAt(0)) >= 0)
    doubts.push({ code: 'blank-after-quote', row: null, text: '' })
  return doubts
}
