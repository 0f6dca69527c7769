import type { Format } from '../i18n/format.ts'
import type { KeptData } from '../protocol/kept-data.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The day of a moment where the reader is, days since 1970. */
const localDay = (ms: number): number => Math.floor((ms - new Date(ms).getTimezoneOffset() * MINUTE_MS) / DAY_MS)

/** What is kept, in the reader's way of writing numbers and days. */
export function keptTexts(format: Format, { savedMs, expiresMs, bytes, fileNames, rowCount }: KeptData) {
  return {
    saved: format.day(localDay(savedMs)),
    expires: format.day(localDay(expiresMs)),
    size: format.bytes(bytes),
    files: format.count(fileNames.length),
    rows: format.count(rowCount),
  }
}
