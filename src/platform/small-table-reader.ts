import Papa from 'papaparse'
import { ByteParser } from '../core/ingest/byte-parser.ts'
import { firstNonAscii } from '../core/ingest/choose-encoding.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import { readingOf } from './byte-table-reader.ts'
import { textCodec } from './text-codec.ts'

/** Files up to this size are small: read at once, and cut into rows by PapaParse. The first look at a file has as many bytes. */
const SMALL_BYTES = 256 * 1024

/** One letter a byte: PapaParse then cuts bytes, whatever they mean, and nothing is lost on the way through strings. */
const letters = (bytes: Uint8Array): string => new TextDecoder('latin1', { ignoreBOM: true }).decode(bytes)

/** Rows of a file that holds nothing odd: even rows, one kind of line end, no quotes or line ends inside cells. `null` for any other file. */
function evenRows(text: string, { delimiter, width }: IngestPlan): readonly (readonly string[])[] | null {
  const isPair = text.includes('\r')
  const newline = isPair ? '\r\n' : '\n'
  if (isPair && text.replaceAll('\r\n', '').search(/[\r\n]/) >= 0) return null
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline, header: false, quoteChar: '"' })
  const rows = text === '' || text.endsWith(newline) ? data.slice(0, -1) : data
  const isEven = rows.every(
    (row) => row.length === width && row.every((cell) => !/["\r\n]/.test(cell)) && (width > 1 || row[0]?.trim() !== ''),
  )
  return errors.length === 0 && isEven ? rows : null
}

/** The cells of a row as bytes again, one after the other. */
function fieldsOf(row: readonly string[]) {
  const bytes = Uint8Array.from(row.join(''), (letter) => cp1252.get(letter) ?? letter.charCodeAt(0))
  const starts = new Int32Array(row.length)
  const ends = new Int32Array(row.length)
  let at = 0
  row.forEach((cell, index) => {
    starts[index] = at
    at += cell.length
    ends[index] = at
  })
  return { count: row.length, sources: row.map(() => bytes), starts, ends, lastQuoteCell: -1 }
}

/** The web's `latin1` is windows-1252: letters of the bytes 0x80 to 0x9F, and back. */
const cp1252 = new Map(
  Array.from({ length: 32 }, (_, index) => [letters(Uint8Array.of(0x80 + index)), 0x80 + index] as const),
)

/**
 * Make a reader that leaves small, clean files to PapaParse, and every other file to `careful`. Rows go through the same columns
 * either way, and a file in which anything is odd is read again by `careful`: so the answer does not depend on the size.
 */
export function createSmallTableReader(careful: TableReader): TableReader {
  return async (source, plan, onBlock) => {
    const isPlain = source.packing === 'none' && !plan.encoding.encoding.startsWith('utf-16') && plan.fixes.length === 0
    if (!isPlain || source.sizeBytes > SMALL_BYTES) return careful(source, plan, onBlock)
    const stream = source.open()
    try {
      let bytes = new Uint8Array(SMALL_BYTES + 1)
      let filled = 0
      for (;;) {
        const piece = await stream.read(bytes.subarray(filled))
        bytes = new Uint8Array(piece.buffer)
        filled += piece.length
        // The file has grown since it was dropped.
        if (filled > SMALL_BYTES) return await careful(source, plan, onBlock)
        if (piece.length === 0) break
      }
      // So far the encoding may be open because the first look met only ASCII: then so does this one, or the file was changed.
      const isSettled = plan.encoding.settled || firstNonAscii(bytes.subarray(0, filled)) < 0
      const rows = !isSettled
        ? null
        : evenRows(letters(bytes.subarray(plan.encoding.bomBytes + plan.dataStart, filled)), plan)
      if (rows !== null) {
        const parser = new ByteParser(plan, { codec: textCodec })
        for (const row of rows) parser.takeRecord(fieldsOf(row))
        await onBlock(filled, parser.rowCount)
        const parsed = parser.finish()
        if (parsed.intake.issues.counts().length === 0) return readingOf(parsed, plan)
      }
    } finally {
      await stream.close()
    }
    return careful(source, plan, onBlock)
  }
}
