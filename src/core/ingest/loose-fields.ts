/**
 * Fields of a record in which a quote that is not followed by a separator is text; `null` when a quote is never closed, or the
 * record ends before the text does.
 */
function forgivingFields(text: string, delimiter: string): string[] | null {
  const fields: string[] = []
  for (let at = 0; ; at += 1) {
    if (text[at] === '"') {
      let quote = at
      let after = -1
      while (after < 0) {
        quote = text.indexOf('"', quote + 1)
        if (quote < 0) return null
        if (text[quote + 1] === '"') {
          quote += 1
          continue
        }
        let next = quote + 1
        while (text[next] === ' ' || (text[next] === '\t' && delimiter !== '\t')) next += 1
        if (text[next] === '\n' || text[next] === '\r') return null
        if (next >= text.length || text[next] === delimiter) after = next
      }
      fields.push(text.slice(at + 1, quote).replaceAll('""', '"'))
      at = after
    } else {
      const end = text.indexOf(delimiter, at)
      const field = text.slice(at, end < 0 ? text.length : end)
      if (/[\r\n]/.test(field)) return null
      fields.push(field)
      at = end < 0 ? text.length : end
    }
    if (at >= text.length) return fields
  }
}

/** Lines over which a broken record is followed. */
const MAX_LINES = 50

/** A broken record, cut as well as can be. */
interface LooseRecord {
  readonly cells: string[]
  /** Lines that it takes. */
  readonly lines: number
}

/**
 * A guess at the fields of a record whose quotes are broken, for a look at it: the parser leaves it out. Quotes that no separator
 * follows are taken as text; where that does not give the usual number of fields, in one line or over several, all quotes are.
 *
 * @param lineAt the lines that may belong to it, from 0, each with its line end; `null` where no more do
 */
export function looseRecord(lineAt: (line: number) => string | null, delimiter: string, width: number): LooseRecord {
  const unended = (text: string): string => text.replace(/(?:\r\n?|\n)$/, '')
  const line = unended(lineAt(0) ?? '')
  let text = ''
  for (let lines = 1; lines <= MAX_LINES; lines += 1) {
    const next = lineAt(lines - 1)
    if (next === null) break
    text += next
    const cells = forgivingFields(unended(text), delimiter)
    if (cells?.length === width) return { cells, lines }
  }
  const plain = line.split(delimiter)
  const forgiving = forgivingFields(line, delimiter)
  return { cells: forgiving === null || plain.length === width ? plain : forgiving, lines: 1 }
}
