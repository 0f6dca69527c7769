import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IngestPlan } from './plan-ingest.ts'
import { parseDayCell, parseMinuteCell, parseNumberCell, MISSING_CELL } from './parse-cell.ts'
import { codes, line, NAMES, parseBytes, plan, rowsOf, saidBy, testPlan } from './parse-bytes.fixture.ts'
import { MAX_RECORD_BYTES } from './record-scan.ts'

describe('plain rows', () => {
  it('become typed cells', () => {
    const { table, rowsSeen } = parseBytes(plan(), `${line()}\n${line({ clnt_id: '007', de_tm: '' })}\n`)
    expect(rowsOf(table)).toEqual([
      ['7', '90', 1, '0347', 18_078, 76, 5990],
      ['007', '90', 1, '0347', 18_078, null, 5990],
    ])
    expect(rowsSeen).toBe(2)
    expect(table.sources).toEqual([{ fileName: 'transactions.csv', sizeBytes: 1, firstRow: 0, lineBreaks: [0, 2] }])
  })

  it('read the same with every line end, and without the last one', () => {
    const rows = [line(), line({ clnt_id: '8' }), line({ clnt_id: '9', buy_am: '' })]
    const wanted = rowsOf(parseBytes(plan(), `${rows.join('\n')}\n`).table)
    for (const end of ['\n', '\r\n', '\r']) {
      expect(rowsOf(parseBytes(plan(), rows.join(end)).table)).toEqual(wanted)
      expect(rowsOf(parseBytes(plan(), rows.join(end) + end).table)).toEqual(wanted)
    }
    const mixed = parseBytes(plan(), `${rows[0]!}\r\n${rows[1]!}\r${rows[2]!}\n`)
    expect(rowsOf(mixed.table)).toEqual(wanted)
    expect(mixed.notes).toEqual([{ code: 'mixed-line-ends' }])
  })

  it('read the same with every separator, quoted or not', () => {
    const wanted = rowsOf(parseBytes(plan(), `${line()}\n`).table)
    for (const delimiter of [',', '\t', ';', '|']) {
      const cells = line().split(',')
      const quoted = cells.map((cell) => `"${cell}"`)
      expect(rowsOf(parseBytes(plan({ delimiter }), `${cells.join(delimiter)}\n`).table)).toEqual(wanted)
      expect(rowsOf(parseBytes(plan({ delimiter }), `${quoted.join(delimiter)}\n`).table)).toEqual(wanted)
    }
  })

  it('take ids of any length as texts', () => {
    const id = '9007199254740993'
    expect(rowsOf(parseBytes(plan(), `${line({ clnt_id: id })}\n`).table)[0]![0]).toBe(id)
  })
})

/** Cells of every form that is known, and many that are not. */
const NUMBERS = [
  '',
  '0',
  '12',
  '-5',
  '+3',
  '34.0',
  '34.00',
  '34.',
  ' 8 ',
  '1,234',
  '"1,234"',
  '12,34',
  '1e3',
  'NaN',
  'null',
]
const NUMBERS_2 = [
  '999999999',
  '9999999999',
  '100000016899',
  '9007199254740993',
  '1.5',
  '-',
  '--1',
  '3x',
  '０',
  '"7"',
  '" 7 "',
]
const DATES = [
  '20190913',
  '2019-09-13',
  '2019/09/13',
  '2019.09.13',
  '2019-09/13',
  '20190931',
  '20190229',
  '20200229',
  '2019-9-3',
]
const DATES_2 = [
  '2019-09-13 01:16',
  '2019-09-13T01:16:09',
  '2019-09-13 25:00',
  '2019-09-13 01:16:61',
  '01/02/2019',
  '20190913.0',
]
const DATES_3 = [
  '18991231',
  '21991231',
  '22000101',
  '2019091',
  '201909134',
  '',
  'NA',
  '"2019-09-13"',
  ' 20190913 ',
  '2019-13-01',
]
const TIMES = [
  '01:16',
  '1:16',
  '0116',
  '116',
  '16',
  '5',
  '011605',
  '01:16:05',
  '01:16:05.123',
  '24:00',
  '23:59',
  '00:60',
  '12:3',
  '',
  ' 01:16 ',
]
const TIMES_2 = ['2360', '2400', '99', '1:1', '"0116"', '0116.0', 'noon', '012345678']

describe('the fast path', () => {
  const cellsOf = (raw: string) => (raw.startsWith('"') ? raw.slice(1, -1) : raw)
  const oracle = {
    trans_seq: (cell: string) => {
      const whole = parseNumberCell(cell, false)
      return Number.isNaN(whole) ? parseNumberCell(cell, true) : whole
    },
    buy_am: (cell: string) => parseNumberCell(cell, true),
    de_tm: parseMinuteCell,
    de_dt: parseDayCell,
  }
  const cases: readonly (readonly [keyof typeof oracle, readonly string[]])[] = [
    ['trans_seq', [...NUMBERS, ...NUMBERS_2]],
    ['buy_am', [...NUMBERS, ...NUMBERS_2]],
    ['de_tm', [...TIMES, ...TIMES_2]],
    ['de_dt', [...DATES, ...DATES_2, ...DATES_3]],
  ]
  it.each(cases)('means the same by a cell of %s as the careful one', (name, cells) => {
    for (const raw of cells) {
      if (raw.includes(',') && !raw.startsWith('"')) continue
      const { table } = parseBytes(plan(), `${line({ [name]: raw })}\n${line()}\n`)
      const value = oracle[name](cellsOf(raw))
      const isGood = !Number.isNaN(value) && value !== MISSING_CELL
      if (name === 'de_dt' && !isGood) {
        expect([raw, table.rowCount]).toEqual([raw, 1])
        continue
      }
      expect([raw, rowsOf(table)[0]![NAMES.indexOf(name)]]).toEqual([raw, isGood ? value : null])
      expect([raw, table.rowCount]).toEqual([raw, 2])
    }
  })

  it('knows each day of the calendar and no other, in every form', () => {
    const two = (number: number) => String(number).padStart(2, '0')
    for (const mark of ['', '-']) {
      const cells: string[] = []
      for (const year of ['1899', '1900', '2019', '2020', '2100', '2199', '2200'])
        for (let month = 0; month < 100; month += 1)
          for (let day = 0; day < 100; day += 1) cells.push([year, two(month), two(day)].join(mark))
      const { table } = parseBytes(plan(), cells.map((de_dt) => `${line({ de_dt })}\n`).join(''))
      const days = cells.map((cell) => parseDayCell(cell)).filter((day) => !Number.isNaN(day))
      expect(days.length).toBe(365 + 365 + 366 + 365 + 365)
      expect(rowsOf(table).map((row) => row[NAMES.indexOf('de_dt')])).toEqual(days)
    }
  })

  it('knows each time of the day and no other', () => {
    const cells: string[] = []
    for (let number = 0; number < 10_000; number += 1) {
      const digits = String(number).padStart(4, '0')
      cells.push(
        digits,
        `${digits.slice(0, 2)}:${digits.slice(2)}`,
        `${digits.slice(0, 2)}:${digits.slice(2)}:59`,
        String(number),
      )
    }
    const { table } = parseBytes(plan(), cells.map((de_tm) => `${line({ de_tm })}\n`).join(''))
    const wanted = cells.map((cell) => parseMinuteCell(cell)).map((minute) => (Number.isNaN(minute) ? null : minute))
    expect(rowsOf(table).map((row) => row[NAMES.indexOf('de_tm')])).toEqual(wanted)
  })

  it('never takes what the careful one refuses: any short text of digits and marks', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('0123456789-/.: T')), maxLength: 20 })
    fc.assert(
      fc.property(text, fc.constantFrom('trans_seq', 'buy_am', 'de_tm', 'de_dt'), (cell, name) => {
        const value = oracle[name](cell)
        const isGood = !Number.isNaN(value) && value !== MISSING_CELL
        const { table } = parseBytes(plan(), `${line({ [name]: cell })}\n`)
        if (name === 'de_dt' && !isGood) expect(table.rowCount).toBe(0)
        else expect(rowsOf(table)[0]![NAMES.findIndex((known) => known === name)]).toBe(isGood ? value : null)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the answer never depends on how the bytes were cut', () => {
  const hostile = [
    line(),
    line({ trans_id: '"9,1"', pd_c: '"a ""b"" c"' }),
    line({ pd_c: '"two\nlines"' }),
    '',
    line({ pd_c: '5" pipe' }),
    line({ de_dt: '20190231' }),
    `${line()},more`,
    '1,2',
    line({ clnt_id: '', pd_c: '새 키워드' }),
    line({ pd_c: '"open' }),
    line({ pd_c: '"stray" text' }),
    line({ pd_c: '커텐', trans_seq: '1.5' }),
    NAMES.join(','),
    line({ clnt_id: '  8  ', buy_am: '100000016899' }),
  ]
  const texts = [hostile.join('\n'), `${hostile.join('\r\n')}\r\n`, hostile.join('\r')]

  it.each(texts.map((text, index) => [index, text] as const))('hostile file %i, at every block length', (_, text) => {
    const bytes = new TextEncoder().encode(text)
    const wanted = saidBy(parseBytes(plan(), bytes))
    expect(wanted.counts.length).toBeGreaterThan(6)
    for (let block = 1; block <= bytes.length; block += 1)
      expect(saidBy(parseBytes(plan(), bytes, block))).toEqual(wanted)
  })

  it('any text of separators, quotes, line ends and letters', () => {
    const text = fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', '7', 'a', ' ', '2', '커'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (file, block) => {
        const small = testPlan('demographics', {}, ['clnt_id', 'clnt_age'])
        expect(saidBy(parseBytes(small, file, block))).toEqual(saidBy(parseBytes(small, file)))
      }),
      { numRuns: 1000 },
    )
  })

  it('a record that is too long is passed over, whatever the cut, and nothing after it is lost', () => {
    const file = `${line()}\n${line({ pd_c: 'x'.repeat(MAX_RECORD_BYTES + 10) })}\n${line({ clnt_id: '8' })}\n`
    const whole = parseBytes(plan(), file)
    expect(codes(whole)).toEqual([['record-too-long', null, 1]])
    expect(rowsOf(whole.table).map((row) => row[0])).toEqual(['7', '8'])
    expect(whole.table.sources[0].lineBreaks).toEqual([0, 2, 1, 4])
    expect(saidBy(parseBytes(plan(), file, 300_000))).toEqual(saidBy(whole))
  })

  it('the encoding is told from the same bytes', () => {
    const cp949 = Uint8Array.of(0xb0, 0xa1, 0xb3, 0xaa)
    const ascii = new TextEncoder().encode(`${line()}\n`.repeat(300))
    const tail = new TextEncoder().encode(`${line({ pd_c: '??' })}\n`)
    const bytes = new Uint8Array(ascii.length + tail.length + 2)
    bytes.set(ascii)
    const at = tail.indexOf(0x3f)
    bytes.set(tail.subarray(0, at), ascii.length)
    bytes.set(cp949, ascii.length + at)
    bytes.set(tail.subarray(at + 2), ascii.length + at + 4)
    const whole = parseBytes(plan(), bytes)
    expect(whole.encoding).toBe('euc-kr')
    for (const block of [1, 7, 1000, 20_000]) expect(saidBy(parseBytes(plan(), bytes, block))).toEqual(saidBy(whole))
  })
})

describe('what is wrong is told', () => {
  const one = (text: string, changes: Partial<IngestPlan> = {}) =>
    parseBytes(plan(changes), `${line()}\n${text}\n${line()}\n`)

  it.each([
    ['too few fields', '1,2,3', 'missing-field', 2],
    ['too many fields', `${line()},x`, 'extra-field', 2],
    ['no id', line({ clnt_id: '' }), 'missing-id', 2],
    ['a word for missing instead of an id', line({ clnt_id: 'NaN' }), 'missing-id', 2],
    ['an impossible date', line({ de_dt: '20190229' }), 'bad-date', 2],
    ['text after a closing quote', line({ pd_c: '"a"b' }), 'stray-quote', 2],
    ['a quote that is never closed', line({ pd_c: '"a' }), 'unterminated-quote', 2],
    ['a separator lost before a quoted text', '7,90,1,a "b,c",20190701,01:16', 'stray-quote', 2],
    ['the header again', NAMES.join(','), 'repeated-header', 2],
    ['a word in a number', line({ trans_seq: 'many' }), 'bad-number-cell', 3],
    ['an impossible time', line({ de_tm: '25:00' }), 'bad-time-cell', 3],
    ['a fraction where whole numbers are meant', line({ trans_seq: '1.5' }), 'fraction-cell', 3],
    ['a quote inside a cell', line({ pd_c: '5" pipe' }), 'quote-cell', 3],
  ] as const)('%s', (_, text, code, kept) => {
    const { table, rowsSeen, intake } = one(text)
    expect(intake.issues.counts().map((count) => [count.code, count.count])).toEqual([[code, 1]])
    expect(table.rowCount).toBe(kept)
    expect(rowsSeen).toBe(3)
    const issue = intake.issues.kept()[0]!
    expect(issue.line).toBe(3)
    expect(issue.byteOffset).toBe(line().length + 1)
    expect(issue.raw).toBe(text)
  })

  it('a ragged row over several lines, as one row', () => {
    const { table, intake } = one(`7,90,1,"two\nlines",20190701\n${line()}`)
    expect(intake.issues.kept().map(({ code, line: at }) => [code, at])).toEqual([['missing-field', 3]])
    expect(table.rowCount).toBe(3)
    expect(table.sources[0].lineBreaks).toEqual([0, 2, 1, 5])
  })

  it('a quote that swallows rows, and keeps them', () => {
    const { table, intake } = one(`${line({ pd_c: '"0347' })}\n${line()}\n${line({ pd_c: '12"' })}`)
    expect(intake.issues.kept().map(({ code, line: at }) => [code, at])).toEqual([
      ['unterminated-quote', 3],
      ['quote-cell', 5],
    ])
    expect(table.rowCount).toBe(4)
  })

  it('a last line that was cut off, with the place', () => {
    const file = `${line()}\n7,90,1`
    const parsed = parseBytes(plan(), file)
    expect(codes(parsed)).toEqual([['truncated-row', null, 1]])
    expect(parsed.notes).toEqual([{ code: 'cut-off', byteOffset: file.length }])
  })

  it('empty lines, counted', () => {
    const parsed = parseBytes(plan(), `${line()}\n\n  \n${line()}\n`)
    expect(parsed.notes).toEqual([{ code: 'blank-lines', count: 2 }])
    expect(parsed.table.sources[0].lineBreaks).toEqual([0, 2, 1, 5])
    expect(parsed.rowsSeen).toBe(2)
  })

  it('bytes that are no letters, and keeps them', () => {
    const bytes = new TextEncoder().encode(`${line({ pd_c: '커텐?' })}\n`.repeat(40))
    bytes[bytes.indexOf(0x3f)] = 0xff
    const parsed = parseBytes(plan(), bytes)
    expect(codes(parsed)).toEqual([['bad-text-cell', 'pd_c', 1]])
    expect(parsed.table.rowCount).toBe(40)
    expect([...parsed.table.columns.get('pd_c')!.dictionary!.stored.bytes]).toContain(0xff)
  })

  it('texts that speak for another encoding than the first of them', () => {
    const korean = new TextEncoder().encode(`${line({ pd_c: '우유두부' })}\n`.repeat(2))
    const plans = plan({ encoding: { encoding: 'euc-kr', bomBytes: 0, settled: true } })
    expect(parseBytes(plans, korean).notes).toEqual([{ code: 'other-encoding', text: 'UTF-8' }])
  })
})
