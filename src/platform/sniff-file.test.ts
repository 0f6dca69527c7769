import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileChoice } from '../core/ingest/file-choice.ts'
import { FIELDS } from '../core/ingest/schema.ts'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import type { FileRole } from '../core/tables/table.ts'
import { sniffFile } from './sniff-file.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

function utf16(text: string, isBig: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(2 * text.length))
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(2 * at, text.charCodeAt(at), !isBig)
  return new Uint8Array(bytes.buffer)
}

/** A source that hands out at most `piece` bytes at a time, and takes the memory away like a stream of bytes does. */
function sourceOf(bytes: Uint8Array, piece = 65_536, closed: { count: number } = { count: 0 }): ByteSource {
  return {
    name: 'file.csv',
    sizeBytes: bytes.length,
    packing: 'none',
    open: () => {
      let at = 0
      return {
        read: (room) => {
          const { byteOffset, length } = room
          const memory = structuredClone(room.buffer, { transfer: [room.buffer] })
          const part = bytes.subarray(at, at + Math.min(piece, length))
          new Uint8Array(memory).set(part, byteOffset)
          at += part.length
          return Promise.resolve(new Uint8Array(memory, byteOffset, part.length))
        },
        diskBytes: () => at,
        close: () => {
          closed.count += 1
          return Promise.resolve()
        },
      }
    },
  }
}

const sniff = (text: string | Uint8Array, choice: FileChoice | null = null) =>
  sniffFile(sourceOf(typeof text === 'string' ? utf8(text) : text), choice)

async function planOf(text: string | Uint8Array, choice: FileChoice | null = null) {
  const outcome = await sniff(text, choice)
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.code} ${outcome.refusal.found ?? ''}`)
  return outcome.plan
}

async function refusalOf(text: string | Uint8Array, choice: FileChoice | null = null) {
  const outcome = await sniff(text, choice)
  return 'refusal' in outcome ? outcome.refusal : null
}

/** One good row of each file, in the order of the schema. */
const GOOD_ROW: Readonly<Record<FileRole, readonly string[]>> = {
  actions: ['7', '1', '1', '0', 'A01', '20190913', '01:16', '0', '', '우유', '5', '60', 'DIRECT', 'mobile'],
  transactions: ['7', '12', '1', 'A01', '0347', '20190913', '20:40', '16160', '1'],
  demographics: ['7', 'F', '30'],
  products: ['347', '식품', '유제품', '우유'],
}

/** Needs no quotes at any separator. */
const plainRow = (role: FileRole, delimiter: string): string => GOOD_ROW[role].join(delimiter)

const anyRole = fc.constantFrom<FileRole>('actions', 'transactions', 'demographics', 'products')
const anyDelimiter = fc.constantFrom(',', '\t', ';', '|')
const anyLineEnd = fc.constantFrom('\n', '\r\n', '\r')

describe('the first look at a file', () => {
  it('finds the first row of data below titles, blank lines and any header, at every line end and separator', async () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const extraName = fc.constantFrom(
      'extra',
      'two\nlines',
      'two\r\nlines',
      'two\rlines',
      'said "so"',
      'a,b;c|d\te',
      '메모',
    )
    const above = fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('', '   ', ' ') },
      fc.constantFrom('Report of the shop', '2019년 매출', '"quoted, title"', '"open quote', '"odd" title', '"a\nb"'),
    )
    await fc.assert(
      fc.asyncProperty(
        anyRole,
        anyDelimiter,
        fc.array(fc.tuple(above, anyLineEnd), { maxLength: 5 }),
        fc.array(extraName, { maxLength: 3 }),
        fc.array(fc.tuple(fc.constantFrom('', ' '), anyLineEnd), { maxLength: 3 }),
        fc.array(anyLineEnd, { minLength: 13, maxLength: 13 }),
        fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 50, max: 900 }),
        async (role, delimiter, lines, extra, blank, ends, encoding, piece) => {
          const names = [...FIELDS[role].map(({ name }) => name), ...extra.map(quoted)]
          const row = [plainRow(role, delimiter), ...extra.map(() => 'x')].join(delimiter)
          const before =
            lines.map(([line, end]) => line + end).join('') +
            names.join(delimiter) +
            (ends[0] ?? '\n') +
            blank.map(([line, end]) => line + end).join('')
          const text =
            before +
            ends
              .slice(1)
              .map((end) => row + end)
              .join('')
          const mark = encoding === 'utf-8' ? '' : '\uFEFF'
          const bytes = encoding.startsWith('utf-8') ? utf8(mark + text) : utf16(mark + text, encoding === 'utf-16be')
          const outcome = await sniffFile(sourceOf(bytes, piece), null)
          if ('refusal' in outcome) throw new Error(outcome.refusal.code)
          const { plan } = outcome
          expect(plan.role).toBe(role)
          expect(plan.delimiter).toBe(delimiter)
          expect(plan.header).toEqual([...FIELDS[role].map(({ name }) => name), ...extra])
          expect(plan.dataStart).toBe(utf8(before).length)
          expect(plan.dataLine).toBe(before.split(/\r\n|\r|\n/).length)
          expect(plan.firstRows[0]?.slice(0, FIELDS[role].length)).toEqual(GOOD_ROW[role])
        },
      ),
      { numRuns: 300 },
    )
  }, 30_000)

  it('does not depend on how the bytes come, and closes what it opened', async () => {
    const text = utf8(`clnt_id,clnt_gender,clnt_age\n${'46288,F,30\n'.repeat(50_000)}`)
    const whole = await sniffFile(sourceOf(text, text.length), null)
    for (const piece of [1_000, 65_537, 262_143, 262_144, 262_145]) {
      const closed = { count: 0 }
      expect(await sniffFile(sourceOf(text, piece, closed), null)).toEqual(whole)
      expect(closed.count).toBe(1)
    }
  })

  it('closes the source when reading it fails', async () => {
    const closed = { count: 0 }
    const source = sourceOf(utf8('clnt_id,clnt_age\n'), 10, closed)
    const failing: ByteSource = {
      ...source,
      open: () => ({ ...source.open(), read: () => Promise.reject(new Error('gone')) }),
    }
    await expect(sniffFile(failing, null)).rejects.toThrow('gone')
    expect(closed.count).toBe(1)
  })

  it('knows a file of exactly its own size as whole', async () => {
    const header = 'clnt_id,clnt_gender,clnt_age\n'
    const rows = '1,F,30\n'.repeat(37_000)
    const text = `${header}${rows}${'9'.repeat(262_144 - header.length - rows.length - 5)},F,30`
    expect(text).toHaveLength(262_144)
    expect(await planOf(text)).toMatchObject({ role: 'demographics', dataLine: 2 })
    expect((await refusalOf('clnt_id,clnt_gender,clnt_age'))?.code).toBe('header-only')
  })

  it('takes the separator under which a header is known, whatever else the rows hold more of', async () => {
    const plan = await planOf('clnt_id;clnt_gender;clnt_age\n"1";"a,b,c,d";30\n2;"a,b,c,d";40\n3;"a,b,c,d";50\n')
    expect(plan.delimiter).toBe(';')
    expect(plan.width).toBe(3)
    const products = await planOf('pd_c|clac_nm1|clac_nm2|clac_nm3\n1|a, b, c, d, e|f, g, h, i, j|k\n')
    expect(products.delimiter).toBe('|')
  })

  it('obeys a separator and an encoding that were chosen by hand', async () => {
    expect((await refusalOf('clnt_id;clnt_gender;clnt_age\n1;F;30\n', { delimiter: ',' }))?.code).toBe('unknown-header')
    const cp949 = Uint8Array.from([...utf8('pd_c,clac_nm1\n1,'), 0xbf, 0xec, 0xc0, 0xaf, 0x0a])
    const found = await planOf(cp949)
    expect(found.encoding).toEqual({ encoding: 'euc-kr', bomBytes: 0, settled: true })
    expect(found.firstRows[0]).toEqual(['1', '우유'])
    expect((await planOf(cp949, { encoding: 'utf-8' })).encoding.encoding).toBe('utf-8')
    const marked = utf8('\uFEFFpd_c,clac_nm1\n1,a\n')
    expect((await planOf(marked, { encoding: 'euc-kr' })).encoding).toEqual({
      encoding: 'euc-kr',
      bomBytes: 3,
      settled: true,
    })
    const wide = await planOf(utf16('\uFEFFpd_c,clac_nm1\n1,우유\n', false), { encoding: 'euc-kr' })
    expect(wide.encoding.encoding).toBe('utf-16le')
    expect(wide.firstRows[0]).toEqual(['1', '우유'])
  })

  it('leaves the encoding open while all bytes are ASCII', async () => {
    expect((await planOf('pd_c,clac_nm1\n1,a\n')).encoding.settled).toBe(false)
    expect((await planOf('pd_c,clac_nm1\n1,우유\n')).encoding.settled).toBe(true)
  })

  it('counts bytes in CP949 as they stand in the file', async () => {
    const title = Uint8Array.of(0xbf, 0xec, 0xc0, 0xaf, 0x0a)
    const bytes = Uint8Array.from([
      ...title,
      ...utf8('pd_c,clac_nm1\r\n'),
      ...utf8('1,'),
      ...title,
      ...utf8('2,'),
      ...title,
    ])
    const plan = await planOf(bytes)
    expect(plan).toMatchObject({
      dataStart: 20,
      dataLine: 3,
      notes: [{ code: 'preamble', count: 1 }, { code: 'mixed-line-ends' }],
    })
  })

  it('says what is no table', async () => {
    expect(await refusalOf('')).toEqual({ code: 'empty-file' })
    expect(await refusalOf('\uFEFF')).toEqual({ code: 'empty-file' })
    expect(await refusalOf(' \r\n\t\n')).toEqual({ code: 'empty-file' })
    expect(await refusalOf('%PDF-1.7 and more')).toMatchObject({ code: 'not-a-table', found: 'PDF document' })
    expect(await refusalOf('clnt_id,clnt_age\n1,\0\0\n')).toEqual({ code: 'not-a-table', found: 'binary data' })
    expect(await refusalOf('x'.repeat(400_000))).toEqual({
      code: 'not-a-table',
      found: 'a single line in the first 256 KiB',
    })
    expect((await refusalOf('\r\n'.repeat(200_000)))?.found).toBe('nothing but blanks in the first 256 KiB')
    expect((await refusalOf('just a sentence'))?.code).toBe('unknown-header')
  })

  it('refuses too many columns by their number, at once', async () => {
    const header = ['clnt_id', 'clnt_age', ...Array.from({ length: 9_998 }, (_, at) => `c${at}`)]
    const row = header.map(() => '1').join(',')
    expect((await planOf(`${header.join(',')}\n${row}\n`)).width).toBe(10_000)
    const tooMany = `${[...header, 'one'].join(',')}\n${row},1\n`
    expect(await refusalOf(tooMany)).toEqual({ code: 'too-many-columns', found: '10001' })
    const begun = performance.now()
    for (const delimiter of [',', '\t', ';', '|']) {
      const million = await refusalOf(`${delimiter.repeat(1_000_000)}\n`)
      expect(million?.code).toBe('too-many-columns')
      expect(Number(million?.found)).toBeGreaterThan(250_000)
    }
    expect(await refusalOf(`${','.repeat(200_000)}\n1\n`)).toEqual({ code: 'too-many-columns', found: '200001' })
    // Five looks; one takes about a tenth of a second.
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('never hangs or throws, and never plans a row it did not see', async () => {
    const letter = fc.constantFrom(
      '"',
      '"',
      ',',
      ';',
      '\n',
      '\r',
      ' ',
      'a',
      '1',
      'clnt_id',
      'clnt_age',
      'pd_c',
      '\0',
      '우',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(letter, { maxLength: 60 }), async (letters) => {
        const text = letters.join('')
        const outcome = await sniff(text)
        if ('refusal' in outcome) return
        const { plan } = outcome
        expect(plan.dataStart).toBeGreaterThan(0)
        expect(plan.dataStart).toBeLessThanOrEqual(utf8(text).length)
        // What is passed over is whole lines.
        expect(utf8(text)[plan.dataStart - 1]).toSatisfy((byte: number) => byte === 10 || byte === 13)
      }),
      { numRuns: 1_000 },
    )
  }, 30_000)

  it('passes by quotes that are opened in every line', async () => {
    for (const line of ['"x', '"""', '""""""""', '"a,"b']) {
      const plan = await planOf(`clnt_id,clnt_age\n1,30\n${`${line}\n`.repeat(100_000)}`)
      expect(plan).toMatchObject({ dataLine: 2, width: 2 })
    }
  }, 30_000)
})
