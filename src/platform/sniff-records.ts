import Papa from 'papaparse'
import { findRecords } from '../core/ingest/first-records.ts'
import type { Sniff } from '../core/ingest/plan-ingest.ts'
import type { SniffedRecord } from '../core/ingest/sniffed-record.ts'
import type { ByteEncoding } from '../core/tables/table.ts'
import { decodeBytes } from './decode-bytes.ts'

/** What may stand between fields. */
export const DELIMITERS: readonly string[] = [',', '\t', ';', '|']

/** Enough to find a header under a title, and to see what the cells below it look like. */
const SNIFFED_RECORDS = 130

/** Records that the separator is guessed from when no header is known. */
const GUESS_LETTERS = 16_384

/** The first bytes of a file after its byte order mark, as the parser will get them: never in UTF-16. */
export interface SniffedBytes {
  readonly bytes: Uint8Array
  readonly encoding: ByteEncoding
  readonly isWhole: boolean
}

/** The cells of one record, trimmed. Its line end must be cut off; line ends inside quotes stay. */
function cellsOf(text: string, delimiter: string): string[] {
  const config = { delimiter, newline: '\n', quoteChar: '"', escapeChar: '"', header: false, comments: false } as const
  const { data } = new Papa.Parser({ ...config, preview: 1 }).parse(text.replace(/ +$/, ''), 0, false) as {
    data: string[][]
  }
  return (data[0] ?? ['']).map((cell) => cell.trim())
}

/** The first records of a file, cut at one separator. */
export function readRecords(
  { bytes, encoding, isWhole }: SniffedBytes,
  delimiter: string,
): Pick<Sniff, 'delimiter' | 'records' | 'rest' | 'hasMixedLineEnds'> {
  const found = findRecords(bytes, delimiter.charCodeAt(0), SNIFFED_RECORDS, isWhole)
  const records = found.records.map(({ start, end, line }): SniffedRecord => {
    const cells = cellsOf(decodeBytes(bytes.subarray(start, end), encoding), delimiter)
    return { cells, byteStart: start, line }
  })
  return { delimiter, records, rest: found.rest, hasMixedLineEnds: found.hasMixedLineEnds }
}

/** The separator that cuts the first lines most evenly; a comma when none does. */
export function guessDelimiter({ bytes, encoding }: SniffedBytes): string {
  // A broken last letter does no harm here. An empty last line would: with it, two columns are not even.
  const text = decodeBytes(bytes.subarray(0, GUESS_LETTERS), encoding).replaceAll(/\r\n?/g, '\n')
  const { meta } = Papa.parse<string[]>(text, {
    preview: 20,
    newline: '\n',
    skipEmptyLines: true,
    delimitersToGuess: [...DELIMITERS],
  })
  return DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ','
}
