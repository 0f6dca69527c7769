import { createDictionary, type DecodeText } from './dictionary.ts'
import type { ByteEncoding, Column, StoredTexts, Table } from './table.ts'

/** A column without functions: it can be cloned, moved to another thread and written to disk. */
export interface ColumnImage extends Omit<Column, 'dictionary'> {
  readonly texts: StoredTexts | null
}

/** A table without functions. */
export interface TableImage extends Omit<Table, 'columns'> {
  readonly columns: readonly ColumnImage[]
}

/** The plain data of a table; arrays are shared with it, not copied. */
export function imageOf(table: Table): TableImage {
  const columns = Array.from(table.columns.values(), ({ dictionary, ...column }) => ({
    ...column,
    texts: dictionary?.stored ?? null,
  }))
  return { ...table, columns }
}

/** The table of an image, its texts read in another encoding when one is given. Arrays are shared. */
export function tableOf(image: TableImage, decode: DecodeText, encoding: ByteEncoding | null = null): Table {
  const columns = new Map<string, Column>()
  for (const { texts, ...column } of image.columns) {
    const stored = texts === null || encoding === null ? texts : { ...texts, encoding }
    columns.set(column.name, { ...column, dictionary: stored === null ? null : createDictionary(stored, decode) })
  }
  return { ...image, columns }
}

/** Every buffer of an image once, to be moved. */
export function buffersOf(image: TableImage): ArrayBuffer[] {
  const buffers = new Set<ArrayBufferLike>()
  for (const { chunks, missing, texts } of image.columns) {
    for (const chunk of chunks) buffers.add(chunk.buffer)
    if (missing !== null) buffers.add(missing.buffer)
    if (texts !== null) buffers.add(texts.offsets.buffer).add(texts.bytes.buffer)
  }
  return [...buffers].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer)
}
