import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { demoShop } from '../core/synth/demo.ts'
import { parseCsv, type CsvOptions, type CsvReading } from './csv-adapter.ts'
import { CSV_SPECTRUM, CSV_TEST_DATA, type SuiteCase } from './csv-suites.fixture.ts'
import { CLEAN_TABLES, pollutedFiles } from './polluted-csv.fixture.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2))
  bytes.setUint16(0, 0xfeff, isLittle)
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 * at + 2, text.charCodeAt(at), isLittle)
  return new Uint8Array(bytes.buffer)
}

const read = (text: string, options: CsvOptions = {}): CsvReading => parseCsv(utf8(text), options)

const codesOf = (reading: CsvReading): string[] => [...new Set(reading.errors.map(({ code }) => code))]

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const optionsOf = ({ header }: Pick<SuiteCase, 'header'>): CsvOptions => (header === undefined ? {} : { header })

/** PapaParse left to itself; a blank line is no row, which is the better of its two ways in nearly all cases. */
const papaRows = (text: string): string[][] => Papa.parse<string[]>(text, { skipEmptyLines: true }).data

/** Whether the answer depends on how the bytes are cut. */
function isSplit(text: string, chunks: readonly number[], options: CsvOptions = {}): boolean {
  const whole = JSON.stringify(read(text, options))
  return chunks.some((chunk) => JSON.stringify(read(text, { ...options, chunk })) !== whole)
}

const everyLength = (text: string): number[] => [...utf8(text).keys()].map((at) => at + 1)

const POLLUTED = Object.entries(CLEAN_TABLES).flatMap(([name, table]) =>
  [false, true].map((isQuoted) => ({
    name: `${name}${isQuoted ? ', all quoted' : ''}`,
    files: pollutedFiles(table, isQuoted),
  })),
)

describe('public suites', () => {
  it.each(CSV_SPECTRUM)('csv-spectrum: $name is right', ({ text, rows }) => {
    expect(read(text).rows).toEqual(rows)
  })

  it('csv-spectrum: nothing is told but of the quotes in a cell without quotes', () => {
    const told = CSV_SPECTRUM.flatMap(({ name, text }) => codesOf(read(text)).map((code) => [name, code]))
    expect(told).toEqual([['location_coordinates', 'quote-cell']])
  })

  it.each(CSV_TEST_DATA)('csv-test-data: $name is right, or told when it is bad', (one) => {
    const reading = read(one.text, optionsOf(one))
    if (one.rows === null) expect(reading.errors).not.toEqual([])
    else expect(reading.rows).toEqual(one.rows)
  })

  it.each([...CSV_SPECTRUM, ...CSV_TEST_DATA])('$name gives the same at every block length', (one) => {
    expect(isSplit(one.text, everyLength(one.text), optionsOf(one))).toBe(false)
  })
})

describe('polluted files', () => {
  it.each(POLLUTED)('$name: each is right or told', ({ files }) => {
    const silent = files.filter(({ text, rows }) => {
      const reading = read(text)
      return reading.errors.length === 0 && !isSame(reading.rows, rows)
    })
    expect(silent).toEqual([])
  })

  it.each(POLLUTED)('$name: what no row shows is told', ({ files }) => {
    const untold = files.filter(({ text, isTold }) => isTold === true && read(text).errors.length === 0)
    expect(untold).toEqual([])
    expect(files.filter(({ isTold }) => isTold === true).length).toBeGreaterThan(15)
  })

  it.each(POLLUTED)('$name: as often right as PapaParse, and clean files have no errors', ({ files }) => {
    const ours = files.filter(({ text, rows }) => isSame(read(text).rows, rows)).length
    const theirs = files.filter(({ text, rows }) => isSame(papaRows(text), rows)).length
    expect(ours).toBeGreaterThanOrEqual(theirs)
    for (const { name, text, rows } of files)
      if (name === 'clean') expect(read(text)).toMatchObject({ rows, errors: [] })
  })

  it.each(POLLUTED)('$name: the same at other block lengths', ({ files }) => {
    const split = files.filter(({ text }, at) => isSplit(text, [1, 2 + (at % 11), 13 + (at % 31)]))
    expect(split).toEqual([])
  })

  it('give the same at every block length', () => {
    const files = pollutedFiles(CLEAN_TABLES['pairs'] ?? [], false).filter(({ text }) => text.length < 200)
    const split = files.filter(({ text }) => isSplit(text, everyLength(text)))
    expect(files.length).toBeGreaterThan(100)
    expect(split).toEqual([])
  })
})

describe('the adapter', () => {
  it('keeps blanks and words for missing values as they stand', () => {
    const rows = [
      ['a', 'b', 'c'],
      [' x ', 'NA', 'null'],
      ['', ' ', '"'],
    ]
    expect(read('a,b,c\n x ,NA,null\n," ",""""\n').rows).toEqual(rows)
  })

  it('gives ragged rows as they stand, in their place, with line, byte and text', () => {
    const reading = read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,"x\ny",3\n')
    expect(reading.rows).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5'],
      ['6', '7', '8', '9'],
      ['1', 'x\ny', '3'],
    ])
    expect(reading.errors).toEqual([
      { code: 'missing-field', line: 3, byteOffset: 12, column: null, raw: '4,5' },
      { code: 'extra-field', line: 4, byteOffset: 16, column: null, raw: '6,7,8,9' },
    ])
  })

  it('reads a file of one column: a blank line is a row, the last line end begins none', () => {
    expect(read('foo\n').rows).toEqual([['foo']])
    const reading = read('foo\n\nbar\n')
    expect(reading.rows).toEqual([['foo'], [''], ['bar']])
    expect(codesOf(reading)).toEqual(['blank-lines'])
  })

  it('tells of a first record that is not the expected header', () => {
    expect(codesOf(read('qux,quux\n1,2\n', { header: ['foo', 'bar'] }))).toEqual(['wrong-header'])
    expect(codesOf(read('foo,bar\n1,2\n', { header: ['foo', 'bar'] }))).toEqual([])
    expect(codesOf(read('', { header: ['foo', 'bar'] }))).toEqual(['empty-file'])
  })

  it('reads every encoding of the product, at every block length', () => {
    const text = 'name,city\nKim,서울\nLee,부산 "x"\n'
    const rows = [
      ['name', 'city'],
      ['Kim', '서울'],
      ['Lee', '부산 "x"'],
    ]
    const cp949 = Uint8Array.from([
      ...utf8('name,city\nKim,'),
      0xbc,
      0xad,
      0xbf,
      0xef,
      10,
      ...utf8('Lee,'),
      0xba,
      0xce,
      0xbb,
      0xea,
      ...utf8(' "x"\n'),
    ])
    for (const [encoding, bytes] of [
      ['UTF-8', utf8(text)],
      ['UTF-8 with BOM', utf8(`\uFEFF${text}`)],
      ['UTF-16 LE', utf16(text, true)],
      ['UTF-16 BE', utf16(text, false)],
      ['CP949', cp949],
    ] as const) {
      for (let chunk = 1; chunk <= bytes.length; chunk += 1) {
        const reading = parseCsv(bytes, { chunk })
        expect(reading.rows).toEqual(rows)
        expect(reading.encoding).toBe(encoding)
        expect(codesOf(reading)).toEqual(['quote-cell'])
      }
    }
  })

  it('counts bytes as the file has them', () => {
    const bytes = utf16('우,b\n1\n', true)
    expect(parseCsv(bytes, { delimiter: ',' }).errors[0]).toMatchObject({
      code: 'missing-field',
      line: 2,
      byteOffset: 10,
    })
  })

  it('tells of a text in another encoding, of broken letters and of NUL', () => {
    expect(
      codesOf(parseCsv(Uint8Array.from([...utf8('a,b\ncaf'), 0xe9, ...utf8(',na'), 0xef, ...utf8('ve\n')]))),
    ).toContain('uncertain-encoding')
    const broken = [...utf8(`a,b\n${'우'.repeat(40)},1\nx`), 0xff, ...utf8('y,2\n')]
    expect(codesOf(parseCsv(Uint8Array.from(broken)))).toContain('bad-text-cell')
    expect(codesOf(read('a,b\nx\0y,2\n'))).toContain('control-characters')
  })

  it('refuses what is no table', () => {
    expect(parseCsv(utf8('%PDF-1.7\n'))).toMatchObject({
      rows: [],
      errors: [{ code: 'not-a-table', raw: 'PDF document' }],
    })
    expect(codesOf(read(`${','.repeat(10_001)}\n`))).toEqual(['too-many-columns'])
  })

  it('finds nothing to tell in the demo shop', async () => {
    const files = await demoShop({ tick: () => undefined, isCancelled: () => false })
    for (const { parts } of files.slice(1)) {
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
      const reading = parseCsv(bytes)
      expect(reading.errors).toEqual([])
      expect(reading.rows).toEqual(papaRows(new TextDecoder().decode(bytes)))
    }
  })
})
