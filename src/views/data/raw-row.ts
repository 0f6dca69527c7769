/** Where control characters have pictures of their own in Unicode: U+2400 for NUL, and so on. */
const PICTURES = 0x2400
const DELETE = 0x7f
const DELETE_PICTURE = '\u2421'

/**
 * Text of a file with everything made visible that a page would swallow or obey: control characters as their Unicode pictures,
 * marks that turn the direction of writing or take no width as their code point.
 */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (mark) => {
    const code = mark.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(PICTURES + code)
    if (code === DELETE) return DELETE_PICTURE
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}

/** Where the fields of a record begin and end, `[from, to)`, quotes included: a separator or line end inside quotes separates nothing. */
export function fieldSpans(record: string, delimiter: string): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = []
  let from = 0
  let inQuotes = false
  for (let at = 0; at < record.length; at += 1) {
    const character = record[at]
    // A quote counts in a field that begins with one; elsewhere it is a letter.
    if (character === '"') inQuotes = record[from] === '"' && !inQuotes
    else if (character === delimiter && !inQuotes) {
      spans.push([from, at])
      from = at + 1
    }
  }
  spans.push([from, record.length])
  return spans
}

/** The fields of a record as texts, without their quotes. */
export function splitRecord(record: string, delimiter: string): readonly string[] {
  return fieldSpans(record, delimiter).map(([from, to]) => {
    const field = record.slice(from, to)
    const quoted = field.length > 1 && field.startsWith('"') && field.endsWith('"')
    return quoted ? field.slice(1, -1).replaceAll('""', '"') : field
  })
}
