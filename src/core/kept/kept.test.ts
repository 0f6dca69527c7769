import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableImage } from '../tables/table-image.ts'
import { CHUNK_ROWS, type Chunk } from '../tables/table.ts'
import { KEPT_VERSION, markerFile, readMarker } from './kept-marker.ts'
import { keptTableOf, paddedBytes, sectionBytes, tableImageOf, type KeptSection, type KeptTable } from './kept-table.ts'

/** A table of every kind of column and of chunk; the first chunk is full, so that a second one is there. */
function sample(rowCount: number): TableImage {
  const chunks = (make: (length: number, index: number) => Chunk): Chunk[] =>
    Array.from({ length: Math.ceil(rowCount / CHUNK_ROWS) }, (_, index) =>
      make(Math.min(CHUNK_ROWS, rowCount - index * CHUNK_ROWS), index),
    )
  const base = { length: rowCount, missing: null, missingCount: 0, texts: null }
  return {
    role: 'transactions',
    rowCount,
    fingerprint: 'abc',
    columns: [
      {
        ...base,
        name: 'clnt_id',
        kind: 'text',
        chunks: chunks((length, index) =>
          index === 0 ? new Uint8Array(length).fill(2) : new Uint16Array(length).fill(1),
        ),
        texts: {
          encoding: 'euc-kr',
          offsets: Uint32Array.of(0, 0, 3, 5),
          bytes: Uint8Array.of(49, 50, 51, 0xb0, 0xa1),
        },
      },
      {
        ...base,
        name: 'buy_am',
        kind: 'amount',
        missing: new Uint8Array((rowCount + 7) >>> 3).fill(1),
        missingCount: (rowCount + 7) >>> 3,
        chunks: chunks((length, index) =>
          index === 0 ? new Float64Array(length).fill(1e11) : new Int32Array(length).fill(-7),
        ),
      },
      {
        ...base,
        name: 'buy_ct',
        kind: 'integer',
        chunks: chunks((length) => new Uint32Array(length).fill(3_000_000_000)),
      },
    ],
    sources: [
      { fileName: '가.csv', sizeBytes: 12, firstRow: 0, lineBreaks: rowCount === 0 ? [] : [0, 2] },
      { fileName: 'b.csv', sizeBytes: 0, firstRow: rowCount, lineBreaks: [] },
    ],
  }
}

/** What a disk gives back: each section in a buffer of its own, padded. */
const buffersOf = (sections: readonly KeptSection[]): ArrayBuffer[] =>
  sections.map((views) => {
    const total = views.reduce((sum, view) => sum + view.byteLength, 0)
    const out = new Uint8Array(paddedBytes(total))
    let at = 0
    for (const view of views) {
      out.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at)
      at += view.byteLength
    }
    return out.buffer
  })

/** The table as JSON brings it back. */
const throughJson = (table: KeptTable): KeptTable => JSON.parse(JSON.stringify(table)) as KeptTable

describe('a table taken apart', () => {
  it.each([0, 1, 7, CHUNK_ROWS + 3])('comes back the same with %i rows', (rowCount) => {
    const image = sample(rowCount)
    const { table, sections } = keptTableOf(image)
    const bytes = sections.map((views) => views.reduce((sum, view) => sum + view.byteLength, 0))
    expect(sectionBytes(throughJson(table))).toEqual(bytes)
    expect(tableImageOf(throughJson(table), buffersOf(sections))).toEqual(image)
  })

  const { table, sections } = keptTableOf(sample(9))
  const first = table.columns[0]!
  const withFirst = (change: object): KeptTable => ({
    ...table,
    columns: [{ ...first, ...change }, ...table.columns.slice(1)],
  })

  it.each([
    ['more chunks than rows need', withFirst({ chunkTypes: 'bb' })],
    ['an unknown kind of chunk', withFirst({ chunkTypes: 'x' })],
    ['a kind of chunk that is a word of the language', withFirst({ chunkTypes: 't' })],
    ['a text column without texts', withFirst({ texts: null })],
    ['a number column with texts', withFirst({ kind: 'day' })],
    ['two columns of one name', withFirst({ name: 'buy_ct' })],
    ['more rows than can be', { ...table, rowCount: 2 ** 33 }],
  ])('is not read with %s', (_, wrong) => {
    expect(sectionBytes(wrong)).toBeNull()
  })

  it.each([
    ['a code without a text', 0, (view: Uint8Array) => (view[4] = 3)],
    ['offsets that fall', 1, (view: Uint8Array) => (view[8] = 9)],
    ['offsets that do not begin at 0', 1, (view: Uint8Array) => (view[0] = 1)],
    ['offsets that end elsewhere', 1, (view: Uint8Array) => (view[12] = 4)],
    ['a text for the missing code', 1, (view: Uint8Array) => (view[4] = 1)],
    ['lines that are no numbers', 6, (view: Uint8Array) => view.fill(0xff, 8, 16)],
  ])('is not read with %s', (_, section, spoil) => {
    const buffers = buffersOf(sections)
    expect(tableImageOf(table, buffers)).not.toBeNull()
    spoil(new Uint8Array(buffers[section]!))
    expect(tableImageOf(table, buffers)).toBeNull()
  })

  it('is not read with codes kept as signed numbers or fractions', () => {
    expect(
      tableImageOf(withFirst({ chunkTypes: 'i' }), [new ArrayBuffer(36), ...buffersOf(sections).slice(1)]),
    ).toBeNull()
  })
})

describe('the marker', () => {
  const body = fc.uint8Array({ maxLength: 200 })

  it('gives back what was put in', () => {
    fc.assert(
      fc.property(body, (bytes) => {
        expect(readMarker(markerFile(bytes))).toEqual({ body: Uint8Array.from(bytes) })
      }),
    )
  })

  it('shows every changed byte and every cut', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, place, change) => {
        const file = markerFile(bytes)
        expect(readMarker(file.subarray(0, place % file.length))).toEqual({ problem: 'damaged' })
        const at = place % file.length
        file[at]! ^= change
        expect(readMarker(file)).toEqual({ problem: at >= 8 && at < 12 ? 'other-version' : 'damaged' })
      }),
    )
  })

  it('is not read further when it is of another version', () => {
    const file = markerFile(Uint8Array.of(1, 2, 3))
    new DataView(file.buffer).setUint32(8, KEPT_VERSION + 1, true)
    expect(readMarker(file.subarray(0, 32))).toEqual({ problem: 'other-version' })
  })
})
