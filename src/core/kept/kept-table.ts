import type { ColumnImage, TableImage } from '../tables/table-image.ts'
import { CHUNK_ROWS, type ByteEncoding, type Chunk, type ColumnKind, type FileRole } from '../tables/table.ts'
import { HASH_GROUP_BYTES } from '../word-hash.ts'

/** What must be known of a column before its bytes can be read. */
export interface KeptColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly missingCount: number
  /** One letter of `CHUNK_TYPES` for each chunk. */
  readonly chunkTypes: string
  readonly hasMissing: boolean
  /** Texts: how many codes, the missing one included, and how many bytes. */
  readonly texts: { readonly encoding: ByteEncoding; readonly size: number; readonly bytes: number } | null
}

/** A table without its arrays. Plain: it is written as JSON. */
export interface KeptTable {
  readonly role: FileRole
  readonly rowCount: number
  readonly fingerprint: string
  readonly columns: readonly KeptColumn[]
  readonly sources: readonly {
    readonly fileName: string
    readonly sizeBytes: number
    readonly firstRow: number
    /** Length of `lineBreaks`. */
    readonly breaks: number
  }[]
}

/** Arrays that lie one behind the other in the file, without gaps. Sections begin at a multiple of 16 bytes. */
export type KeptSection = readonly ArrayBufferView[]

type ChunkType = 'b' | 'h' | 'w' | 'i' | 'd'

/** How each kind of chunk is made over a part of a buffer. */
const CHUNK_TYPES: Readonly<
  Record<
    ChunkType,
    { readonly bytes: number; readonly view: (buffer: ArrayBuffer, start: number, length: number) => Chunk }
  >
> = {
  b: { bytes: 1, view: (buffer, start, length) => new Uint8Array(buffer, start, length) },
  h: { bytes: 2, view: (buffer, start, length) => new Uint16Array(buffer, start, length) },
  w: { bytes: 4, view: (buffer, start, length) => new Uint32Array(buffer, start, length) },
  i: { bytes: 4, view: (buffer, start, length) => new Int32Array(buffer, start, length) },
  d: { bytes: 8, view: (buffer, start, length) => new Float64Array(buffer, start, length) },
}

const isChunkType = (letter: string): letter is ChunkType => letter in CHUNK_TYPES

function typeOf(chunk: Chunk): ChunkType {
  if (chunk instanceof Uint8Array) return 'b'
  if (chunk instanceof Uint16Array) return 'h'
  if (chunk instanceof Uint32Array) return 'w'
  return chunk instanceof Int32Array ? 'i' : 'd'
}

/** Row numbers are 32 bits everywhere. */
const MOST_ROWS = 2 ** 32 - 1

const chunkCount = (rows: number): number => Math.ceil(rows / CHUNK_ROWS)
const rowsOfChunk = (rows: number, index: number): number => Math.min(CHUNK_ROWS, rows - index * CHUNK_ROWS)

/** Bytes that a section takes in the file. */
export const paddedBytes = (bytes: number): number => Math.ceil(bytes / HASH_GROUP_BYTES) * HASH_GROUP_BYTES

function keptColumn({ name, kind, missingCount, chunks, missing, texts }: ColumnImage): KeptColumn {
  return {
    name,
    kind,
    missingCount,
    chunkTypes: chunks.map(typeOf).join(''),
    hasMissing: missing !== null,
    texts:
      texts === null
        ? null
        : { encoding: texts.encoding, size: texts.offsets.length - 1, bytes: texts.bytes.byteLength },
  }
}

/** A table taken apart: what describes it, and its arrays in the order of `sectionBytes`. Nothing is copied. */
export function keptTableOf(image: TableImage): { readonly table: KeptTable; readonly sections: KeptSection[] } {
  const { role, rowCount, fingerprint, columns, sources } = image
  const sections: KeptSection[] = columns.flatMap(({ chunks, missing, texts }) => [
    chunks,
    ...(missing === null ? [] : [[missing]]),
    ...(texts === null ? [] : [[texts.offsets], [texts.bytes]]),
  ])
  for (const { lineBreaks } of sources) sections.push([Float64Array.from(lineBreaks)])
  return {
    table: {
      role,
      rowCount,
      fingerprint,
      columns: columns.map(keptColumn),
      sources: sources.map(({ fileName, sizeBytes, firstRow, lineBreaks }) => ({
        fileName,
        sizeBytes,
        firstRow,
        breaks: lineBreaks.length,
      })),
    },
    sections,
  }
}

/** Bytes of each section of a table, without the zeros behind it; `null` for a description that fits no table. */
export function sectionBytes({ rowCount, columns, sources }: KeptTable): readonly number[] | null {
  if (rowCount > MOST_ROWS || new Set(columns.map(({ name }) => name)).size !== columns.length) return null
  const lengths: number[] = []
  for (const { kind, chunkTypes, hasMissing, texts } of columns) {
    if (chunkTypes.length !== chunkCount(rowCount) || (kind === 'text') !== (texts !== null)) return null
    let bytes = 0
    for (let index = 0; index < chunkTypes.length; index += 1) {
      const type = chunkTypes[index]!
      if (!isChunkType(type)) return null
      bytes += rowsOfChunk(rowCount, index) * CHUNK_TYPES[type].bytes
    }
    lengths.push(bytes)
    if (hasMissing) lengths.push((rowCount + 7) >>> 3)
    if (texts !== null) lengths.push((texts.size + 1) * 4, texts.bytes)
  }
  for (const { breaks } of sources) lengths.push(breaks * 8)
  return lengths
}

/** Whether every code names a text. */
function codesFit(chunks: readonly Chunk[], size: number): boolean {
  // One kind of array for all kinds of chunks: a loop that meets several takes five times as long.
  const codes = new Uint32Array(CHUNK_ROWS)
  for (const chunk of chunks) {
    if (chunk instanceof Int32Array || chunk instanceof Float64Array) return false
    codes.set(chunk)
    let highest = 0
    for (let at = 0; at < chunk.length; at += 1) if (codes[at]! > highest) highest = codes[at]!
    if (chunk.length > 0 && highest >= size) return false
  }
  return true
}

/** Whether offsets begin at 0, never fall and end where the bytes do, with nothing for code 0. */
function offsetsFit(offsets: Uint32Array, bytes: number): boolean {
  if (offsets.length < 2 || offsets[0] !== 0 || offsets[1] !== 0 || offsets.at(-1) !== bytes) return false
  for (let at = 1; at < offsets.length; at += 1) if (offsets[at]! < offsets[at - 1]!) return false
  return true
}

/** Whether line breaks are pairs of a row and a line, both rising. */
function breaksFit(breaks: Float64Array, rowCount: number): boolean {
  if (breaks.length % 2 !== 0) return false
  for (let at = 0; at < breaks.length; at += 1) {
    const value = breaks[at]!
    if (!Number.isSafeInteger(value) || value < 0 || (at % 2 === 0 && value >= rowCount)) return false
    if (at >= 2 && value <= breaks[at - 2]!) return false
  }
  return true
}

function chunksOf({ chunkTypes }: KeptColumn, rowCount: number, buffer: ArrayBuffer): Chunk[] {
  let start = 0
  return Array.from(chunkTypes, (letter, index) => {
    const type = CHUNK_TYPES[letter as ChunkType]
    const length = rowsOfChunk(rowCount, index)
    const chunk = type.view(buffer, start, length)
    start += length * type.bytes
    return chunk
  })
}

/**
 * The table of some sections; arrays are views on their buffers.
 *
 * @param sections in the order of `sectionBytes`, each at least as long as that says
 * @returns `null` when codes, offsets or lines do not fit together: then nothing of it can be used
 */
export function tableImageOf(table: KeptTable, sections: readonly ArrayBuffer[]): TableImage | null {
  let taken = 0
  const take = (): ArrayBuffer => sections[taken++]!
  const columns: ColumnImage[] = []
  for (const column of table.columns) {
    const { name, kind, missingCount, hasMissing } = column
    const chunks = chunksOf(column, table.rowCount, take())
    const missing = hasMissing ? new Uint8Array(take(), 0, (table.rowCount + 7) >>> 3) : null
    let texts: ColumnImage['texts'] = null
    if (column.texts !== null) {
      const { encoding, size } = column.texts
      texts = {
        encoding,
        offsets: new Uint32Array(take(), 0, size + 1),
        bytes: new Uint8Array(take(), 0, column.texts.bytes),
      }
      if (!codesFit(chunks, size) || !offsetsFit(texts.offsets, texts.bytes.length)) return null
    }
    columns.push({ name, kind, length: table.rowCount, chunks, missing, missingCount, texts })
  }
  const sources = table.sources.map(({ fileName, sizeBytes, firstRow, breaks }) => ({
    fileName,
    sizeBytes,
    firstRow,
    lineBreaks: new Float64Array(take(), 0, breaks),
  }))
  const [first, ...more] = sources.map((source) => ({ ...source, lineBreaks: Array.from(source.lineBreaks) }))
  if (first === undefined || !sources.every(({ lineBreaks }) => breaksFit(lineBreaks, table.rowCount))) return null
  const { role, rowCount, fingerprint } = table
  return { role, rowCount, fingerprint, columns, sources: [first, ...more] }
}
