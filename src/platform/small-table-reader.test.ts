import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ByteSource, TableReader, TableReading } from '../core/ingest/table-reader.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { fileSource } from './file-source.ts'
import { createSmallTableReader } from './small-table-reader.ts'
import { sniffFile } from './sniff-file.ts'

/** A reader that counts the files it is given. */
function counting(reader: TableReader) {
  const counted = { reads: 0 }
  const read: TableReader = (...given) => {
    counted.reads += 1
    return reader(...given)
  }
  return { read, counted }
}

async function readBoth(content: string | Uint8Array<ArrayBuffer>) {
  const source: ByteSource = fileSource(new File([content], 'some.csv'))
  const outcome = await sniffFile(source, null)
  if ('refusal' in outcome) return null
  const careful = counting(createByteTableReader())
  const small = await createSmallTableReader(careful.read)(source, outcome.plan, () => undefined)
  const bytes = await createByteTableReader()(source, outcome.plan, () => undefined)
  return { small, bytes, isPapa: careful.counted.reads === 0 }
}

/** All that a reading says, its functions aside. */
const said = ({ table, ...rest }: TableReading) => ({
  ...rest,
  table: {
    ...table,
    columns: Array.from(table.columns.values(), ({ dictionary, ...column }) => [column, dictionary?.stored]),
  },
})

const PEOPLE = 'clnt_id,clnt_gender,clnt_age\n'

it('gives a small clean file to PapaParse, and the same answer', async () => {
  for (const file of ['7,F,30\n007,"M",\n8,"unknown",unknown', '1,여,30\r\n2,"남",\r\n'.repeat(20), ' 1 , F ,NA\n']) {
    const both = await readBoth((file.includes('\r') ? PEOPLE.replace('\n', '\r\n') : PEOPLE) + file)
    expect(both?.isPapa).toBe(true)
    expect(said(both!.small)).toEqual(said(both!.bytes))
  }
})

it('keeps the letters of CP949, which are cut as bytes', async () => {
  const head = new TextEncoder().encode(PEOPLE)
  const row = Uint8Array.of(0x31, 0x2c, 0xbf, 0xec, 0xc0, 0xaf, 0x2c, 0x81, 0x41, 0x0a)
  const both = await readBoth(Uint8Array.from([...head, ...row, ...row]))
  expect(both?.isPapa).toBe(true)
  expect(both!.small.encoding).toBe('CP949')
  expect(said(both!.small)).toEqual(said(both!.bytes))
})

it.each([
  ['a quote inside a cell', '7,5" F,30\n'],
  ['a quote that is never closed', '7,"F,30\n8,M,20\n'],
  ['an uneven row', '7,F\n8,M,20\n'],
  ['an empty line', '7,F,30\n\n8,M,20\n'],
  ['a line end in quotes', '7,"F\nx",30\n'],
  ['two kinds of line ends', '7,F,30\r\n8,M,20\n'],
  ['a row without id', ',F,30\n8,M,20\n'],
])('leaves a file with %s to the careful reader', async (_, rows) => {
  const both = await readBoth(PEOPLE + rows)
  expect(both?.isPapa).toBe(false)
  expect(said(both!.small)).toEqual(said(both!.bytes))
})

it('leaves a large file to the careful reader', async () => {
  const both = await readBoth(PEOPLE + '7,F,30\n'.repeat(40_000))
  expect(both?.isPapa).toBe(false)
  expect(both!.small.table.rowCount).toBe(40_000)
})

it('gives the answer of the careful reader for any text', async () => {
  const rows = fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', '7', 'a', ' ', '커'), maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(rows, async (text) => {
      const both = await readBoth(`${PEOPLE}1,F,20\n${text}`)
      if (both !== null) expect(said(both.small)).toEqual(said(both.bytes))
    }),
    { numRuns: 300 },
  )
})
