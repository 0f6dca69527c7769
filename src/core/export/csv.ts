/** UTF-8 byte order mark, by which spreadsheets recognise Korean text. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * First characters by which a spreadsheet takes a text for a formula or a command, full-width forms included; some drop the
 * blanks before them.
 */
const ACTIVE_START = /^\s*[=+\-@\t\r\n\0＝＋－＠]/u
const NEEDS_QUOTES = /[",;\t\r\n\0]|^\s|\s$/u

/**
 * One cell of a CSV that is opened in a spreadsheet. Numbers stay numbers, also negative ones;
 * a text that would run as a formula gets an apostrophe before it, and is quoted where its letters ask for it.
 */
export function escapeCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const inert = ACTIVE_START.test(cell) ? `'${cell}` : cell
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** One line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(escapeCell).join(',')}\r\n`
}
