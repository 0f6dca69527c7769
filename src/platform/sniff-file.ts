import { chooseEncoding } from '../core/ingest/choose-encoding.ts'
import { FIRST_ROWS, planIngest, type PlanOutcome, type PlanRefusal } from '../core/ingest/plan-ingest.ts'
import { recogniseBytes, type ForeignFile } from '../core/ingest/recognise-bytes.ts'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import { decodeText } from './decode-text.ts'
import { guessDelimiter, splitRecords } from './papa-records.ts'

/** Bytes that are looked at before a file is read. */
const SNIFF_BYTES = 256 * 1024

async function firstBytes(source: ByteSource): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(SNIFF_BYTES, source.sizeBytes))
  let filled = 0
  for await (const piece of source.open()) {
    const part = piece.subarray(0, head.length - filled)
    head.set(part, filled)
    filled += part.length
    if (filled === head.length) break
  }
  return head.subarray(0, filled)
}

/** The first line end outside quotes says which kind the file has; CRLF counts as LF, since cells are trimmed. */
function newlineOf(text: string): '\n' | '\r' {
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '\n') return '\n'
    else if (!quoted && letter === '\r') return text[at + 1] === '\n' ? '\n' : '\r'
  }
  return '\n'
}

/** Look at the first bytes of a file and say how it will be read, or why not. */
export async function sniffFile(
  source: ByteSource,
): Promise<PlanOutcome | { readonly refusal: PlanRefusal | ForeignFile }> {
  const head = await firstBytes(source)
  if (head.length === 0) return { refusal: { code: 'empty-file' } }
  const foreign = recogniseBytes(head)
  if (foreign !== null) return { refusal: foreign }
  const isWhole = head.length >= source.sizeBytes
  const encoding = chooseEncoding(head, isWhole)
  if (encoding === null) return { refusal: { code: 'not-a-table', found: 'binary data' } }
  const body = head.subarray(encoding.bomBytes)
  const text = decodeText(
    body.subarray(0, encoding.encoding.startsWith('utf-16') ? body.length & ~1 : body.length),
    encoding.encoding,
  )
  if (text.trim() === '') return { refusal: { code: 'empty-file' } }
  const newline = newlineOf(text)
  const delimiter = guessDelimiter(text, newline)
  const lines = isWhole && !text.endsWith(newline) ? text + newline : text.slice(0, text.lastIndexOf(newline) + 1)
  if (lines === '') return { refusal: { code: 'unknown-header', header: [text.trim().slice(0, 80)] } }
  const header = splitRecords(lines, delimiter, newline, 0, isWhole).rows.find(isNotBlank)
  const { rows } = splitRecords(lines, delimiter, newline, header?.length ?? 0, isWhole)
  const records = rows.filter(isNotBlank).slice(0, FIRST_ROWS + 1)
  return planIngest({
    fileName: source.name,
    sizeBytes: source.sizeBytes,
    encoding,
    delimiter,
    newline,
    records: records.map((row) => row.map((cell) => cell.trim())),
    isWhole,
  })
}

/** Whether a record is more than a line of blanks. Lines whose quotes are broken have no cells here. */
export const isNotBlank = (row: readonly string[]): boolean =>
  row.length > 1 || (row.length === 1 && (row[0] ?? '').trim() !== '')
