import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ByteSource, TableReading } from '../core/ingest/table-reader.ts'
import { cellAt, isMissing, type Table } from '../core/tables/table.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { sniffFile } from './sniff-file.ts'

const encoder = new TextEncoder()

/** A source that gives `pieceBytes` at a time. */
function sourceOf(bytes: Uint8Array, pieceBytes = Math.max(1, bytes.length)): ByteSource {
  return {
    name: 'some.csv',
    sizeBytes: bytes.length,
    packing: 'none',
    open: () => {
      let at = 0
      return {
        read: (room) => {
          const piece = bytes.subarray(at, at + Math.min(pieceBytes, room.length))
          room.set(piece)
          at += piece.length
          return Promise.resolve(room.subarray(0, piece.length))
        },
        diskBytes: () => at,
        close: () => Promise.resolve(),
      }
    },
  }
}

async function read(content: string | Uint8Array, pieceBytes?: number, blockBytes?: number): Promise<TableReading> {
  const source = sourceOf(typeof content === 'string' ? encoder.encode(content) : content, pieceBytes)
  const outcome = await sniffFile(source, null)
  if ('refusal' in outcome) throw new Error(outcome.refusal.code)
  return createByteTableReader(blockBytes)(source, outcome.plan, () => Promise.resolve())
}

/** All cells as texts or numbers, missing ones as null. */
function cells(table: Table): (string | number | null)[][] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    Array.from(table.columns.values(), (column) => {
      if (isMissing(column, row)) return null
      const value = cellAt(column, row)
      return column.dictionary === null ? value : column.dictionary.textOf(value)
    }),
  )
}

const LINES = 'clnt_id,trans_id,pd_c,de_dt,buy_am,buy_ct'
const PEOPLE = 'clnt_id,clnt_gender,clnt_age'

/** Text whose lines cannot be taken for rows of three fields: those are left out, and told. */
const isNoRow = (text: string): boolean => !/[\r\n]/.test(text) || text.split(',').length < 3

describe('reading a file', () => {
  it('reads LF, CRLF and CR, with and without a last line end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of ['', end]) {
        const { table } = await read([PEOPLE, '7,F,30', '007,"M",', '8,unknown,unknown'].join(end) + last)
        expect(cells(table)).toEqual([
          ['7', 'F', '30'],
          ['007', 'M', null],
          ['8', 'unknown', 'unknown'],
        ])
      }
    }
  })

  it('reads tabs, semicolons and bars', async () => {
    for (const mark of ['\t', ';', '|']) {
      const { table } = await read([PEOPLE, '7,F,30', '8,M,40'].join('\n').replaceAll(',', mark))
      expect(cells(table)).toEqual([
        ['7', 'F', '30'],
        ['8', 'M', '40'],
      ])
    }
  })

  it('keeps separators, quotes and line ends inside quotes', async () => {
    const { table, issues } = await read(`${PEOPLE}\n1,"a,b","say ""hi"""\n2,"two\nlines",x\n3,27"monitor,y\n`)
    expect(issues.map(({ code, policy }) => [code, policy])).toEqual([['quote-cell', 'keep']])
    expect(cells(table)).toEqual([
      ['1', 'a,b', 'say "hi"'],
      ['2', 'two\nlines', 'x'],
      ['3', '27"monitor', 'y'],
    ])
    expect(table.sources[0].lineBreaks).toEqual([0, 2, 2, 5])
  })

  it('finds an issue by line and byte, behind Korean text and quoted line ends', async () => {
    const bad = '9,t,0347,20190931,1000,1'
    const text = `\uFEFF${LINES}\r\n1,"우유\r\n두부",0347,20190913,1000,1\r\n\r\n${bad}\r\n2,t,347,2019-09-13,x,2\r\n`
    const { table, issues, encoding } = await read(text)
    expect(encoding).toBe('UTF-8 with BOM')
    expect(table.rowCount).toBe(2)
    const [date, amount] = issues
    const byteOffset = encoder.encode(text.slice(0, text.indexOf(bad))).length
    expect(date).toMatchObject({ code: 'bad-date', column: 'de_dt', count: 1, policy: 'skip' })
    expect(date?.examples[0]).toEqual({
      file: 'some.csv',
      line: 5,
      byteOffset,
      column: 'de_dt',
      code: 'bad-date',
      value: '20190931',
      raw: bad,
    })
    expect(amount).toMatchObject({ code: 'bad-number-cell', column: 'buy_am', policy: 'missing' })
    expect(amount?.examples[0]).toMatchObject({ line: 6, value: 'x' })
    expect(table.sources[0].lineBreaks).toEqual([0, 2, 1, 6])
  })

  it('leaves out ragged rows and rows without id or code, and passes blank lines in silence', async () => {
    const header = 'clnt_id,sess_id,action_type,sess_dt,sech_kwd'
    const rows = [
      '1,1,0,20190913,우유',
      '2,1,0,20190913',
      '3,1,0,20190913,a,b',
      '',
      ',1,0,20190913,x',
      '4,1,9,20190913,x',
      '5,1,,20190913,x',
    ]
    const { table, issues, rowsSeen } = await read([header, ...rows, ' '].join('\n'))
    expect(table.rowCount).toBe(1)
    expect(rowsSeen).toBe(6)
    expect(issues.map(({ code, column, count }) => [code, column, count])).toEqual([
      ['bad-code', 'action_type', 2],
      ['missing-field', null, 1],
      ['extra-field', null, 1],
      ['missing-id', 'clnt_id', 1],
    ])
  })

  it('counts a line without product code as kept', async () => {
    const { table, issues } = await read(`${LINES}\n1,t,,20190913,0,0\n`)
    expect(issues).toEqual([])
    expect(cells(table)[0]).toEqual(['1', 't', null, expect.any(Number), 0, 0])
  })

  it('loses one line, not the file, to a quote that is never closed', async () => {
    const rows = Array.from({ length: 40 }, (_, row) =>
      row === 3 ? '3,"F,30' : row === 20 ? '20,"a""b",1' : `${row},F,30`,
    )
    const { table, issues } = await read([PEOPLE, ...rows].join('\n'))
    expect(table.rowCount).toBe(39)
    expect(issues.map(({ code, count }) => [code, count])).toEqual([['unterminated-quote', 1]])
    expect(issues[0]?.examples[0]).toMatchObject({ line: 5, raw: '3,"F,30' })
  })

  it('leaves out a row with text behind a closing quote', async () => {
    const { table, issues } = await read(`${PEOPLE}\n1,"F"x,30\n2,F,30\n`)
    expect(cells(table)).toEqual([['2', 'F', '30']])
    expect(issues.map(({ code }) => code)).toEqual(['stray-quote'])
  })

  it('keeps five examples of a kind and counts them all', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `${row},t,1,never,1,1`)
    const { issues, keptIssues, table } = await read([LINES, ...rows].join('\n'))
    expect(table.rowCount).toBe(0)
    expect(table.columns.get('clnt_id')?.dictionary?.size).toBe(1)
    expect(issues[0]).toMatchObject({ count: 50 })
    expect(issues[0]?.examples.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
    expect(keptIssues).toHaveLength(50)
  })

  it('reads UTF-16 of both orders', async () => {
    const text = `${PEOPLE}\n1,여,30\n2,bad\n`
    const units = Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0))
    const little = Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]))
    const { table, encoding, issues } = await read(little, 3, 7)
    expect(encoding).toBe('UTF-16 LE')
    expect(cells(table)).toEqual([['1', '여', '30']])
    expect(issues[0]?.examples[0]).toMatchObject({ line: 3, byteOffset: 2 + 2 * text.indexOf('2,bad'), raw: '2,bad' })
    const big = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 255]))
    expect((await read(big)).encoding).toBe('UTF-16 BE')
  })

  it('decides between UTF-8 and CP949 where the first Korean text stands, however far down', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},F,30`)
    const start = encoder.encode([PEOPLE, ...rows, '1,'].join('\n'))
    const milk = [0xbf, 0xec, 0xc0, 0xaf]
    const file = Uint8Array.from([...start, ...milk, ...encoder.encode(',30\n')])
    expect((await read(file)).encoding).toBe('CP949')
    expect((await read(file, 1000, 1000)).encoding).toBe('CP949')
    expect((await read([PEOPLE, ...rows, '1,우유,30'].join('\n'))).encoding).toBe('UTF-8')
  })

  it('tells of letters that cannot be decoded, deep in a file of either encoding, and keeps the rest of the row', async () => {
    const rows = Array.from({ length: 9_000 }, (_, row) => `${row},우유 두부 계란 생수 수박 커텐 냉장고,30`)
    const start = encoder.encode([PEOPLE, ...rows, 'x1,'].join('\n'))
    const unicode = Uint8Array.from([...start, 0xec, 0x9a, ...encoder.encode(',40\nx\uFFFD2,F,50\n')])
    const { table, issues, encoding } = await read(unicode)
    expect(encoding).toBe('UTF-8')
    expect(cells(table).slice(-1)).toEqual([['x1', '\uFFFD', '40']])
    expect(issues.map(({ code, column, count }) => [code, column, count])).toEqual([
      ['bad-text-cell', 'clnt_gender', 1],
      ['missing-id', 'clnt_id', 1],
    ])
    expect(issues[0]?.examples[0]).toMatchObject({ line: 9_002, value: '\uFFFD' })
    const milk = [0xbf, 0xec, 0xc0, 0xaf]
    const korean = Uint8Array.from([
      ...encoder.encode(`${PEOPLE}\n1,`),
      ...milk,
      0x2c,
      0x31,
      0x0a,
      0x32,
      0x2c,
      0xff,
      0x2c,
      0x31,
    ])
    const reading = await read(korean)
    expect(reading.encoding).toBe('CP949')
    expect(cells(reading.table)).toEqual([
      ['1', '우유', '1'],
      ['2', '\uFFFD', '1'],
    ])
    expect(reading.issues).toMatchObject([{ code: 'bad-text-cell', count: 1, policy: 'keep' }])
  })

  it('reads one broken letter near the top as such, not the whole file in another encoding', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => `${row},우유,30`)
    const text = encoder.encode([PEOPLE, ...rows].join('\n'))
    const { table, encoding, issues } = await read(Uint8Array.from([...text, 0x0a, 0x39, 0x2c, 0xec, 0x9a, 0x2c, 0x31]))
    expect(encoding).toBe('UTF-8')
    expect(cells(table)[0]).toEqual(['0', '우유', '30'])
    expect(issues.map(({ code }) => code)).toEqual(['bad-text-cell'])
  })

  it('agrees with PapaParse on the whole text, for sound files of every line end and cut', async () => {
    const plain = fc.string({ unit: fc.constantFrom('a', '우', ' ', ';', '0', '𝒳'), maxLength: 6 })
    const quoted = fc
      .string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', '유', "'"), maxLength: 6 })
      .filter(isNoRow)
      .map((value) => `"${value.replaceAll('"', '""')}"`)
    const record = fc.tuple(fc.oneof(plain, quoted), fc.oneof(plain, quoted))
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 10 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('', 'end', 'blank'),
        fc.integer({ min: 1, max: 23 }),
        async (rows, end, mark, tail, cut) => {
          const lines = ['"clnt_id",clnt_gender,"clnt_age"', ...rows.map((pair, row) => [`c${row}`, ...pair].join(','))]
          const text = mark + lines.join(end) + (tail === '' ? '' : tail === 'end' ? end : end + end)
          const expected = Papa.parse<string[]>(text.slice(mark.length), { delimiter: ',', newline: end })
            .data.slice(1)
            .filter((row) => row.length === 3)
            .map((row) => row.map((cell) => cell.trim() || null))
          const { table, issues } = await read(text, cut, cut)
          expect(issues).toEqual([])
          expect(cells(table)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never depends on how the bytes are cut', async () => {
    const cell = fc.constantFrom(
      '1',
      '우유',
      '"a,b"',
      '"x\ny"',
      '"say ""hi"""',
      '"open',
      'in"side',
      '"F"x',
      '',
      '20190913',
      '"',
      '""',
    )
    const record = fc.array(cell, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(','))
    const file = fc.tuple(
      fc.array(record, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
    )
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        async ([rows, end, ends], piece, block) => {
          const text = [PEOPLE, '1,F,30', ...rows].join(end) + (ends ? end : '')
          const whole = await read(text)
          const cut = await read(text, piece, block)
          expect(cells(cut.table)).toEqual(cells(whole.table))
          expect(cut.keptIssues).toEqual(whole.keptIssues)
          expect(cut.table.sources).toEqual(whole.table.sources)
          expect(cut.table.fingerprint).toBe(whole.table.fingerprint)
          expect(cut.rowsSeen).toBe(whole.rowsSeen)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('gives the cells that were written, whatever they hold', async () => {
    const unit = fc.constantFrom('a', ',', '"', '\n', ' ', '가', ';', '0')
    const text = fc.string({ unit, maxLength: 5 }).filter(isNoRow)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
        const quote = (value: string) => `"${value.replaceAll('"', '""')}"`
        const lines = rows.map(([gender, age], row) => [`c${row}`, quote(gender), quote(age)].join(','))
        const { table, issues } = await read([PEOPLE, 'a,b,c', 'd,e,f', ...lines].join('\n'))
        expect(issues).toEqual([])
        const expected = rows.map(([gender, age], row) => [`c${row}`, gender.trim() || null, age.trim() || null])
        expect(cells(table).slice(2)).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a broken quote', () => {
  it('stays quick where every line opens one', async () => {
    const before = performance.now()
    const { rowsSeen, issues } = await read(PEOPLE + '\n1,"a,b\n2,M,b'.repeat(20_000))
    expect(rowsSeen).toBe(40_000)
    expect(issues.map(({ code, count }) => [code, count])).toEqual([['unterminated-quote', 20_000]])
    expect(performance.now() - before).toBeLessThan(2500)
  })
})
