import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ByteParserOptions, ParsedFile } from '../core/ingest/byte-parser.ts'
import { scanCells } from '../core/ingest/column-builder.ts'
import { line, NAMES, parseBytes, plan, saidBy, testPlan } from '../core/ingest/parse-bytes.fixture.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { MAX_RECORD_BYTES } from '../core/ingest/record-scan.ts'
import { KERNEL_BLOCK_BYTES } from './kernel-memory.ts'
import { createRowKernel } from './row-kernel.ts'
import { textCodec } from './text-codec.ts'

/** A parse by the kernel, which must be there: node has WebAssembly with vectors. */
function byKernel(wanted: IngestPlan, data: Uint8Array | string, block?: number): ParsedFile {
  const kernel = createRowKernel(wanted, 0)
  if (kernel === null) throw new Error('No kernel')
  const options: ByteParserOptions = { codec: textCodec, kernel }
  return parseBytes(wanted, data, block, options)
}

const expectTwins = (wanted: IngestPlan, data: Uint8Array | string, block?: number) => {
  expect(saidBy(byKernel(wanted, data, block))).toEqual(saidBy(parseBytes(wanted, data, block)))
}

const ACTIONS = testPlan('actions')
const actionLine = (cells: Record<string, string>) => {
  const usual = { clnt_id: '49308', sess_id: '2', hit_seq: '1', action_type: '0', biz_unit: 'A03', sess_dt: '20190828' }
  const all: Record<string, string> = {
    ...usual,
    hit_tm: '12:24',
    trfc_src: 'PUSH',
    dvc_ctg_nm: 'mobile_web',
    ...cells,
  }
  return ACTIONS.header.map((name) => all[name] ?? '').join(',')
}

describe('the kernel reads as the plain loop does', () => {
  it.each([
    [
      'numbers of every length',
      'buy_am',
      '0,7,12,123,1234,12345,123456,1234567,12345678,123456789,1234567890,007,-5,-0,5.0,12.0,.0,-.0,5.00,0.0',
    ],
    ['things that are no numbers', 'buy_am', '-,+5,1e3,5.,--5,1 2,12a,a12,1234567a,/12,:12,٣'],
    ['stray quotes', 'pd_c', '"7"x,"7" ,x"7","7,7","","7""7","'],
    ['blanks', 'buy_am', ' 5,5 , 5 ,  , 5.0 ,5 .0'],
    [
      'days',
      'de_dt',
      '20190828,2019-08-28,2019/08/28,2019.08.28,2019-8-28,20190229,20200229,20191301,20190132,18991231,19000101,21991231,22000101,2019082,201908281,00000000',
    ],
    [
      'days with a time',
      'de_dt',
      '20190828 13:45,2019-08-28 13:45,2019-08-28T13:45:06,2019-08-28 24:00,2019-08-28 13:45:60,2019-08-28 13:4,20190828T1345,2019-08/28',
    ],
    [
      'times',
      'de_tm',
      '00:00,23:59,24:00,12:60,9:05,12:24:59,12:24:60,905,1305,2400,1260,5,59,60,0,12345,1;24,12:2,1:024,12.24',
    ],
    [
      'texts',
      'pd_c',
      'a,ab,abcdefgh,abcdefghi,ABCDEFGH,한글,레이스커텐,레이스커텐이 아주 길어서 한 줄에 다 들어가지 않는 검색어입니다만,NA,null,NaN,na, x,x , ,unknown',
    ],
  ])('%s', (_, name, cells) => {
    for (const cell of cells.split(',')) {
      const one = NAMES.map((each) => (each === name ? cell : line().split(',')[NAMES.indexOf(each)]!))
      const rows = [line(), one.join(','), line(), one.map((text) => `"${text}"`).join(','), one.join(',')]
      for (const end of ['\n', '\r\n', '\r']) expectTwins(plan(), `${rows.join(end)}${end}`)
    }
  })

  it('every month and day', () => {
    const two = (number: number) => String(number).padStart(2, '0')
    const days = Array.from({ length: 10_000 }, (_, at) => [two(Math.floor(at / 100)), two(at % 100)] as const)
    for (const year of ['1900', '2019', '2020', '2199']) {
      expectTwins(plan(), days.map(([month, day]) => line({ de_dt: `${year}${month}${day}` })).join('\n'))
      expectTwins(plan(), days.map(([month, day]) => line({ de_dt: `${year}-${month}-${day}` })).join('\n'))
    }
  })

  it('texts that differ in the middle only, one below the other', () => {
    for (let length = 1; length <= 70; length += 1) {
      const base = Array.from({ length }, (_, at) => String.fromCharCode(97 + (at % 26)))
      const texts = base.map((_, at) => base.with(at, '!').join(''))
      expectTwins(plan(), [base.join(''), ...texts, base.join(''), ...texts].map((pd_c) => line({ pd_c })).join('\n'))
    }
  })

  it('each separator, mixed line ends, blank and ragged lines, a last line that is cut off', () => {
    for (const delimiter of [',', '\t', ';', '|']) {
      const rows = [line(), line({ clnt_id: '8' }), '', line({ pd_c: 'a"b' }), '1,2', line(), `${line()},9`, line()]
      for (const ends of [['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']]) {
        const text = rows.map((row, at) => row.replaceAll(',', delimiter) + ends[at % ends.length]!).join('')
        for (const cut of [0, 1, 4, 30]) expectTwins(plan({ delimiter }), text.slice(0, text.length - cut))
      }
    }
  })

  it('any rows of odd cells, however they are cut', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '7',
        '49308',
        '0',
        '12.0',
        '-3',
        '20190828',
        '2019-08-28',
        '12:24',
        '레이스커텐',
        'mobile_web',
        '"a,b"',
        '"7"',
        ' 5',
        'NA',
        '99999999999',
        'x"y',
        'clnt_id',
      ),
      fc.string({ unit: fc.constantFrom('0', '9', '-', '.', ':', ' ', 'a', '커', '"'), maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '가'), minLength: 7, maxLength: 70 }),
    )
    const row = fc.dictionary(fc.constantFrom(...ACTIONS.header), cell, { maxKeys: 4 }).map(actionLine)
    const file = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(actionLine({})) }, row), { maxLength: 30 })
    fc.assert(
      fc.property(file, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 400 }), (rows, end, block) => {
        expectTwins(ACTIONS, rows.join(end), block)
      }),
      { seed: 20190913, numRuns: 150 },
    )
  })

  it('texts that share a place in its cache, and those that a left-out row has brought and taken back', () => {
    const rows: string[] = []
    for (let at = 0; at < 40_000; at += 1)
      rows.push(line({ clnt_id: String((at * 7919) % 30_011), pd_c: `상품 이름 ${String((at * 31) % 20_011)}` }))
    // Each brings a new id, and then a day that no calendar has; the next row, or one long after it, has the id again.
    for (let at = 100; at < 39_000; at += 97) {
      const clnt_id = `${at % 2 === 0 ? 'new' : 'entirely-new'}-${String(at)}`
      rows[at] = line({ clnt_id, de_dt: '20191331' })
      rows[at + 1] = line({ clnt_id: at % 3 === 0 ? clnt_id : 'other' })
      rows[at + 50] = line({ clnt_id })
    }
    expectTwins(plan(), rows.join('\n'), 100_000)
  })

  it('more rows than a batch and a chunk have room for, with wide and missing values', () => {
    const rows = Array.from({ length: 150_000 }, (_, at) =>
      line({ buy_am: at % 1000 === 7 ? '100000000000' : String(at), de_tm: at % 3 === 0 ? '' : '01:16' }),
    )
    expectTwins(plan(), rows.join('\n'), 300_000)
  })

  it('stretches that do not fit into its memory', () => {
    const long = 'x'.repeat(MAX_RECORD_BYTES - 200)
    const rows = [
      line(),
      line({ pd_c: long }),
      line({ pd_c: `${long}y` }),
      line({ clnt_id: '8' }),
      line({ pd_c: long }),
    ]
    const text = `${rows.join('\n')}\n`
    expect(text.length).toBeGreaterThan(KERNEL_BLOCK_BYTES)
    // Of cells so long, the fingerprint says enough.
    const brief = ({ table, rowsSeen, intake }: ParsedFile) => [table.fingerprint, rowsSeen, intake.issues.counts()]
    for (const block of [Number.POSITIVE_INFINITY, 1_000_000])
      expect(brief(byKernel(plan(), text, block))).toEqual(brief(parseBytes(plan(), text, block)))
  })

  it('CP949, whose letters are told from UTF-8 while reading', () => {
    const korean = Uint8Array.from([0xc4, 0xbf, 0xc5, 0xd9])
    const rows = Array.from({ length: 300 }, (_, at) => line({ clnt_id: String(at) })).join('\n')
    const [before, after] = `${rows}\n${line({ pd_c: '@' })}\n${rows}\n${line({ pd_c: '@' })}\n`.split('@', 2) as [
      string,
      string,
    ]
    const encoder = new TextEncoder()
    expectTwins(plan(), Uint8Array.from([...encoder.encode(before), ...korean, ...encoder.encode(after)]), 5000)
  })
})

describe('the pass through the cells of a batch', () => {
  it('sees what the plain one sees', () => {
    const kernel = createRowKernel(plan(), 0)!
    const cell = fc.oneof(fc.constantFrom(0, -0x80000000, -0x7fffffff, 0x7fffffff), fc.integer())
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.integer({ min: 0, max: 9 }), (cells, at) => {
        kernel.cells.set(cells, at)
        const batch = kernel.cells.subarray(at, at + cells.length)
        expect(kernel.scan(batch, cells.length)).toEqual(scanCells(batch, cells.length))
      }),
    )
  })
})

it('leaves small files and very wide ones to the plain loop', () => {
  expect(createRowKernel(plan({ sizeBytes: 1000 }))).toBeNull()
  expect(createRowKernel(plan({ sizeBytes: 10_000_000 }))).not.toBeNull()
  expect(createRowKernel(plan({ sizeBytes: 10_000_000, width: 100_000 }))).toBeNull()
})
