import { chooseEncoding, type EncodingChoice } from '../core/ingest/choose-encoding.ts'
import type { FileChoice } from '../core/ingest/file-choice.ts'
import { MAX_COLUMNS, SURE_UNDERSTANDING, understandingOf } from '../core/ingest/find-header.ts'
import { planIngest, type IngestPlan } from '../core/ingest/plan-ingest.ts'
import { recogniseBytes } from '../core/ingest/recognise-bytes.ts'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import type { FileRefusal } from '../protocol/dataset-report.ts'
import { DELIMITERS, guessDelimiter, readRecords, type SniffedBytes } from './sniff-records.ts'

/** Bytes that are looked at before a file is read. */
const SNIFF_BYTES = 256 * 1024

/** How a file will be read, or why it cannot be. */
type SniffOutcome = { readonly plan: IngestPlan } | { readonly refusal: Omit<FileRefusal, 'fileName'> }

/** @returns the first bytes, and whether there are no more */
async function firstBytes(source: ByteSource): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const stream = source.open()
  try {
    // One more than is looked at tells a file of just that size from a longer one.
    const size = SNIFF_BYTES + 1
    let room = new Uint8Array(size)
    let filled = 0
    while (filled < size) {
      const part = await stream.read(room.subarray(filled))
      // The memory is handed back with the end, too.
      if (part.buffer.byteLength === size) room = new Uint8Array(part.buffer)
      if (part.length === 0) break
      filled += part.length
    }
    return { head: room.slice(0, Math.min(filled, SNIFF_BYTES)), isWhole: filled < size }
  } finally {
    await stream.close()
  }
}

/** UTF-16 is found out by its bytes and cannot be chosen away; a mark is passed over in any encoding. */
function encodingOf(head: Uint8Array, isWhole: boolean, choice: FileChoice | null): EncodingChoice | null {
  const found = chooseEncoding(head, isWhole)
  if (found === null || choice?.encoding === undefined || found.encoding.startsWith('utf-16')) return found
  return { encoding: choice.encoding, bomBytes: found.bomBytes, settled: true }
}

function parserBytes(head: Uint8Array, { encoding, bomBytes }: EncodingChoice, isWhole: boolean): SniffedBytes {
  const body = head.subarray(bomBytes)
  if (encoding === 'utf-8' || encoding === 'euc-kr') return { bytes: body, encoding, isWhole }
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(body.subarray(0, body.length & ~1))
  return { bytes: new TextEncoder().encode(text), encoding: 'utf-8', isWhole }
}

type Records = ReturnType<typeof readRecords>

/** The records by the separator under which they are understood best: a known header cannot be mistaken. */
function bestRecords(bytes: SniffedBytes, choice: FileChoice | null): Records {
  if (choice?.delimiter !== undefined && DELIMITERS.includes(choice.delimiter))
    return readRecords(bytes, choice.delimiter)
  let best: Records | null = null
  let most = 0
  for (const delimiter of DELIMITERS) {
    const records = readRecords(bytes, delimiter)
    const understanding = understandingOf(records.records.map(({ cells }) => cells))
    if (understanding > most) {
      best = records
      most = understanding
    }
    if (most >= SURE_UNDERSTANDING) break
  }
  return best ?? readRecords(bytes, guessDelimiter(bytes))
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte <= 0x20)

/** Why a sample without a single whole record is refused. */
function refusalOf(bytes: SniffedBytes): Omit<FileRefusal, 'fileName'> {
  const counts = DELIMITERS.map((delimiter) => {
    const separator = delimiter.charCodeAt(0)
    return bytes.bytes.reduce((count, byte) => (byte === separator ? count + 1 : count), 0)
  })
  const columns = Math.max(...counts) + 1
  if (columns > MAX_COLUMNS) return { code: 'too-many-columns', found: String(columns) }
  const found = isBlank(bytes.bytes) ? 'nothing but blanks' : 'a single line'
  return { code: 'not-a-table', found: `${found} in the first ${SNIFF_BYTES / 1024} KiB` }
}

/**
 * Look at the first bytes of a file and say how it will be read, or why not. What the analyst chose by hand wins over what is found.
 *
 * @throws DomainError what `source` throws
 */
export async function sniffFile(source: ByteSource, choice: FileChoice | null): Promise<SniffOutcome> {
  const { head, isWhole } = await firstBytes(source)
  if (head.length === 0) return { refusal: { code: 'empty-file' } }
  const foreign = recogniseBytes(head)
  if (foreign !== null) return { refusal: foreign }
  const encoding = encodingOf(head, isWhole, choice)
  if (encoding === null) return { refusal: { code: 'not-a-table', found: 'binary data' } }
  const bytes = parserBytes(head, encoding, isWhole)
  if (isWhole && isBlank(bytes.bytes)) return { refusal: { code: 'empty-file' } }
  const records = bestRecords(bytes, choice)
  if (records.records.length === 0 && !isWhole) return { refusal: refusalOf(bytes) }
  return planIngest({ fileName: source.name, sizeBytes: source.sizeBytes, encoding, ...records, isWhole }, choice)
}
