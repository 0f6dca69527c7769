import { ByteParser, type ParsedFile } from '../core/ingest/byte-parser.ts'
import { GUARD_BYTES } from '../core/ingest/row-reader.ts'
import type { EncodingChoice } from '../core/ingest/choose-encoding.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { FieldSchema } from '../core/ingest/schema.ts'
import { utf16Length } from '../core/ingest/utf16-length.ts'
import { utf8Room, Utf16Transcoder } from '../core/ingest/utf16-transcoder.ts'
import { cellAt, type Column } from '../core/tables/table.ts'
import { decodeBytes } from './decode-bytes.ts'
import { textCodec } from './text-codec.ts'

/** The bytes to parse, and up to where they are there after each block. */
export interface Feed {
  readonly bytes: Uint8Array
  readonly ends: readonly number[]
}

/** Blocks of `chunk` bytes of what follows the byte order mark; UTF-16 is transcoded block by block, as it is for any file. */
export function feedOf(body: Uint8Array, { encoding }: EncodingChoice, chunk: number): Feed {
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be'
  const transcoder = isUtf16 ? new Utf16Transcoder(encoding) : null
  const bytes = new Uint8Array(isUtf16 ? utf8Room(body.length) + utf8Room(0) : body.length)
  const ends: number[] = []
  let filled = 0
  for (let at = 0; at < body.length; at += chunk) {
    const block = body.subarray(at, at + chunk)
    if (transcoder === null) {
      bytes.set(block, filled)
      filled += block.length
    } else {
      const room = new Uint8Array(utf8Room(block.length))
      const written = transcoder.push(block, room)
      bytes.set(room.subarray(0, written), filled)
      filled += written
    }
    ends.push(filled)
  }
  if (transcoder !== null) filled += transcoder.end(bytes.subarray(filled))
  return { bytes: bytes.subarray(0, filled), ends }
}

function textColumn(index: number): FieldSchema {
  const name = String(index + 1)
  return { name, aliases: [], kind: 'text', column: 'optional', cell: 'optional', max: null, countsZero: false }
}

/** A plan for a file of which nothing is known: every column a text, named by its number from 1, and no header. */
export function verbatimPlan(
  encoding: EncodingChoice,
  delimiter: string,
  width: number,
  sizeBytes: number,
): IngestPlan {
  const fields = Array.from({ length: width }, (_, index) => textColumn(index))
  return {
    fileName: '',
    sizeBytes,
    role: 'products',
    encoding,
    delimiter,
    header: fields.map(({ name }) => name),
    width,
    columns: fields.map((field, index) => ({ source: field.name, index, field })),
    ignoredColumns: [],
    absentColumns: [],
    firstRows: [],
    dataStart: 0,
    dataLine: 1,
    notes: [],
    policies: {},
    fixes: [],
  }
}

/** Drive the parser through the blocks as a reader of files does. What lies beyond the end of a block is not there yet. */
export function parseFeed(plan: IngestPlan, { bytes, ends }: Feed): ParsedFile {
  const isUtf16 = plan.encoding.encoding.startsWith('utf-16')
  const diskLength = isUtf16 ? { diskLength: utf16Length } : {}
  const parser = new ByteParser(plan, { codec: textCodec, verbatim: true, ...diskLength })
  const memory = new Uint8Array(bytes.length + GUARD_BYTES)
  let start = 0
  let end = 0
  for (const next of ends) {
    memory.set(bytes.subarray(end, next), end)
    end = next
    start = parser.parse(memory, start, end, false)
  }
  memory.set(bytes.subarray(end), end)
  start = parser.parse(memory, start, bytes.length, true)
  if (start < bytes.length) throw new RangeError(`The parser made no progress at byte ${String(start)}`)
  return parser.finish()
}

/** A row and the physical line on which it begins: no two begin on one. */
export interface PlacedRow {
  readonly line: number
  readonly cells: string[]
}

function textsOf({ dictionary }: Column): string[] {
  if (dictionary === null) return []
  const { encoding, offsets, bytes } = dictionary.stored
  return Array.from({ length: dictionary.size }, (_, code) =>
    decodeBytes(bytes.subarray(offsets[code], offsets[code + 1]), encoding),
  )
}

/** The rows that the parser took. */
export function keptRows({ table }: ParsedFile): PlacedRow[] {
  // Decoded here: a dictionary trims its texts.
  const columns = Array.from(table.columns.values(), (column) => ({ column, texts: textsOf(column) }))
  const { lineBreaks } = table.sources[0]
  let run = 0
  return Array.from({ length: table.rowCount }, (_, row) => {
    while ((lineBreaks[run + 2] ?? Number.POSITIVE_INFINITY) <= row) run += 2
    const line = (lineBreaks[run + 1] ?? 1) + row - (lineBreaks[run] ?? 0)
    return { line, cells: columns.map(({ column, texts }) => texts[cellAt(column, row)] ?? '') }
  })
}
