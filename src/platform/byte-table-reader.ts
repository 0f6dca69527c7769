import { ByteParser, type ParsedFile } from '../core/ingest/byte-parser.ts'
import { GUARD_BYTES, type RowKernel } from '../core/ingest/row-reader.ts'
import { encodingName } from '../core/ingest/choose-encoding.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { ByteStream, TableReader, TableReading } from '../core/ingest/table-reader.ts'
import { utf16Length } from '../core/ingest/utf16-length.ts'
import { DomainError } from '../core/domain-error.ts'
import { createRowKernel } from './row-kernel.ts'
import { textCodec } from './text-codec.ts'
import { utf16Stream } from './utf16-stream.ts'

/** Bytes asked for at a time: large enough for the disk, small enough for a cancel to get in between. */
const BLOCK_BYTES = 1024 * 1024
/** Room before a block for the record that the last block ended in; grows when a record is longer. */
const HEAD_BYTES = 64 * 1024

/**
 * Two blocks of memory in turn: while one is parsed, the file is read into the other.
 * Layout of each: room for what is left of the last block, the block, and bytes that may be read beyond it.
 */
class BlockReader {
  readonly #stream: ByteStream
  readonly #blockBytes: number
  #head: number
  #spare: Uint8Array<ArrayBuffer>
  #pending: Promise<Uint8Array<ArrayBuffer>>
  /** Bytes that hold data: `bytes[start, end)`. */
  bytes: Uint8Array<ArrayBuffer>
  start: number
  end: number

  constructor(stream: ByteStream, blockBytes: number) {
    this.#stream = stream
    this.#blockBytes = blockBytes
    this.#head = Math.max(HEAD_BYTES, GUARD_BYTES)
    this.bytes = this.#allocate()
    this.start = this.#head
    this.end = this.#head
    this.#spare = this.#allocate()
    this.#pending = this.#ask()
  }

  #allocate(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#head + this.#blockBytes + GUARD_BYTES)
  }

  #ask(): Promise<Uint8Array<ArrayBuffer>> {
    const pending = this.#stream.read(this.#spare.subarray(this.#head, this.#head + this.#blockBytes))
    // Looked at when it is awaited; until then a failure must not count as unhandled.
    pending.catch(() => undefined)
    return pending
  }

  /** Put the next block behind what is left of this one. @returns false at the end of the file */
  async advance(): Promise<boolean> {
    const filled = await this.#pending
    const left = this.bytes.subarray(this.start, this.end)
    let next = new Uint8Array(filled.buffer)
    let at = filled.byteOffset
    if (left.length > at) {
      this.#head = 2 * left.length
      const larger = this.#allocate()
      larger.set(filled, this.#head)
      next = larger
      at = this.#head
    }
    next.set(left, at - left.length)
    this.#spare = this.bytes.length === this.#head + this.#blockBytes + GUARD_BYTES ? this.bytes : this.#allocate()
    this.bytes = next
    this.start = at - left.length
    this.end = at + filled.length
    if (filled.length === 0) return false
    this.#pending = this.#ask()
    return true
  }
}

/** Bytes before the first data row: mark, preamble and header. */
async function passOver(blocks: BlockReader, count: number, pass: (bytes: Uint8Array) => void): Promise<boolean> {
  let isMore = true
  for (let left = count; left > 0 && isMore;) {
    const here = Math.min(left, blocks.end - blocks.start)
    pass(blocks.bytes.subarray(blocks.start, blocks.start + here))
    blocks.start += here
    left -= here
    if (left > 0) isMore = await blocks.advance()
  }
  return isMore
}

/** The stream of bytes to parse: what comes after the byte order mark, UTF-16 as UTF-8. */
async function textStream(stream: ByteStream, { encoding }: IngestPlan): Promise<ByteStream> {
  for (let left = encoding.bomBytes; left > 0;) {
    const mark = await stream.read(new Uint8Array(left))
    if (mark.length === 0) break
    left -= mark.length
  }
  return encoding.encoding === 'utf-16le' || encoding.encoding === 'utf-16be'
    ? utf16Stream(stream, encoding.encoding)
    : stream
}

/** The answer of a reader. */
export function readingOf(
  { table, encoding, rowsSeen, notes, fixes, intake }: ParsedFile,
  plan: IngestPlan,
): TableReading {
  const { bomBytes } = plan.encoding
  const isUtf16 = plan.encoding.encoding === 'utf-16le' || plan.encoding.encoding === 'utf-16be'
  return {
    table,
    encoding: encodingName(isUtf16 ? plan.encoding.encoding : encoding, bomBytes),
    rowsSeen,
    issues: intake.issues.counts(),
    keptIssues: intake.issues.kept(),
    notes,
    fixes,
  }
}

/**
 * Make a reader that parses bytes.
 * @param blockBytes bytes read at a time; the answer does not depend on it
 * @param createKernel the machine-code fast path for a plan; it does not change the answer either
 */
export function createByteTableReader(
  blockBytes: number = BLOCK_BYTES,
  createKernel: (plan: IngestPlan) => RowKernel | null = (plan) => createRowKernel(plan),
): TableReader {
  return async (source, plan, onBlock) => {
    const opened = source.open()
    const kernel = createKernel(plan)
    try {
      const stream = await textStream(opened, plan)
      const isUtf16 = stream !== opened
      const parser = new ByteParser(plan, {
        codec: textCodec,
        ...(isUtf16 ? { diskLength: utf16Length } : {}),
        ...(kernel === null ? {} : { kernel }),
      })
      const blocks = new BlockReader(stream, blockBytes)
      let isMore = await passOver(blocks, plan.dataStart, (bytes) => {
        parser.passOver(bytes)
      })
      for (;;) {
        const { bytes, start, end } = blocks
        blocks.start = parser.parse(bytes, start, end, !isMore)
        if (!isMore && blocks.start < end)
          throw new DomainError('unexpected', 'The parser made no progress', { file: source.name, at: blocks.start })
        await onBlock(stream.diskBytes(), parser.rowCount)
        if (!isMore) break
        isMore = await blocks.advance()
      }
      return readingOf(parser.finish(), plan)
    } finally {
      await opened.close()
    }
  }
}
