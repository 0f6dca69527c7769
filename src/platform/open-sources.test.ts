import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import { ARCHIVE_LIMITS } from './archive-limits.ts'
import { makeZip, readAll, type MadeEntry } from './archives.fixture.ts'
import { openSources } from './open-sources.ts'

const TEXT = 'clnt_id,clnt_gender\n1,F\n'
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)

const fileOf = (bytes: Uint8Array | string, name = 'a.zip'): File =>
  new File([Uint8Array.from(Buffer.from(bytes))], name)

async function sourcesOf(bytes: Uint8Array | string, name?: string) {
  const opened = await openSources(fileOf(bytes, name))
  if ('refusal' in opened) throw new Error(`refused: ${JSON.stringify(opened.refusal)}`)
  return opened.sources
}

async function textsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const source of await sourcesOf(bytes)) texts[source.name] = Buffer.from(await readAll(source.open())).toString()
  return texts
}

/** How a made entry ends: the words of its failure. */
async function failureOf(entry: Partial<MadeEntry>): Promise<unknown> {
  const [source] = await sourcesOf(makeZip([{ name: 'a.csv', text: TEXT, ...entry }]))
  try {
    await readAll(source?.open() ?? expect.fail('no source'))
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}: ${String(error.details['found'])}`
    throw error
  }
  return null
}

const refused = async (bytes: Uint8Array | string, limits = ARCHIVE_LIMITS) => {
  const opened = await openSources(fileOf(bytes), limits)
  return 'refusal' in opened ? opened.refusal : null
}

describe('opening a dropped file', () => {
  it('goes by the first bytes, not by the name', async () => {
    const kind = async (bytes: Uint8Array | string, name: string) => (await sourcesOf(bytes, name))[0]?.packing
    expect(await kind(gzipSync(TEXT), 'actions.csv')).toBe('gzip')
    expect(await kind(TEXT, 'actions.csv.gz')).toBe('none')
    expect(await kind(makeZip([{ name: 'a.csv', text: TEXT }]), 'actions.csv')).toBe('zip')
    expect(await kind('', 'empty.zip')).toBe('none')
  })

  it('refuses what is no table, with its name', async () => {
    expect(await refused(PNG)).toEqual({ code: 'not-a-table', found: 'PNG image' })
    const workbook = zipSync({ '[Content_Types].xml': PNG, 'xl/worksheets/sheet1.xml': PNG, 'xl/data.csv': PNG })
    expect(await refused(workbook)).toEqual({ code: 'spreadsheet', found: 'Excel workbook (.xlsx)' })
    expect((await refused(zipSync({ '[Content_Types].xml': PNG, 'word/document.xml': PNG })))?.code).toBe('not-a-table')
    const sheet = makeZip([
      { name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
      { name: 'content.xml', text: '<xml>' },
    ])
    expect((await refused(sheet))?.code).toBe('spreadsheet')
  })
})

describe('a zip', () => {
  it('gives each table inside, whatever the rooms, as another packer packed it', async () => {
    const long = Buffer.from(Array.from({ length: 5000 }, (_, row) => `${row},우유 ${row * 7}\n`).join(''))
    const level = fc.constantFrom<0 | 6>(0, 6)
    const rooms = fc.array(fc.integer({ min: 50, max: 200_000 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.nat(long.length), level, rooms, async (end, packing, sizes) => {
        const text = long.subarray(0, end)
        const sources = await sourcesOf(zipSync({ 'data/행동.csv': [text, { level: packing }], 'b.tsv': long }))
        expect(sources.map(({ name }) => name)).toEqual(['a.zip/data/행동.csv', 'a.zip/b.tsv'])
        const [first, second] = sources
        const stream = first?.open() ?? expect.fail('no source')
        expect(Buffer.compare(await readAll(stream, sizes), text)).toBe(0)
        expect(stream.diskBytes()).toBe(first?.sizeBytes)
        expect(Buffer.compare(await readAll(second?.open() ?? stream), long)).toBe(0)
      }),
      { numRuns: 25 },
    )
  })

  it('reads an entry again from its start, and one while the other is open', async () => {
    const sources = await sourcesOf(
      makeZip([
        { name: 'a.csv', text: TEXT },
        { name: 'b.csv', text: 'b' },
      ]),
    )
    const open = sources.map((source) => source.open())
    const [first] = open
    await first?.read(new Uint8Array(3))
    for (const [index, source] of sources.entries())
      expect(Buffer.from(await readAll(source.open())).toString()).toBe([TEXT, 'b'][index])
    await Promise.all(open.map((stream) => stream.close()))
  })

  it('passes over folders, files of the system and what is no table', async () => {
    const names = [
      'data/',
      '__MACOSX/._a.csv',
      'x/__MACOSX/b.csv',
      '.hidden.csv',
      'd/._c.csv',
      'readme.pdf',
      'README',
      'csv',
    ]
    const entries = [...names, 'data/A.CSV', 'b.csv.gz'].map((name) => ({ name, text: name.endsWith('/') ? '' : TEXT }))
    expect((await sourcesOf(makeZip(entries))).map(({ name }) => name)).toEqual(['a.zip/data/A.CSV', 'a.zip/b.csv.gz'])
    const others = makeZip(names.map((name) => ({ name, text: '' })))
    expect(await refused(others)).toEqual({
      code: 'archive-without-table',
      found: '__MACOSX/._a.csv, x/__MACOSX/b.csv, .hidden.csv, …',
    })
    expect(await refused(makeZip([]))).toEqual({ code: 'archive-without-table', found: '' })
  })

  it('decodes names: UTF-8 by flag or by its bytes, CP949 else, composed, each once', async () => {
    const nfd = '행동.csv'.normalize('NFD')
    // 우유 in CP949.
    const cp949 = Uint8Array.of(0xbf, 0xec, 0xc0, 0xaf, 0x2e, 0x63, 0x73, 0x76)
    // Version, CRC of the other name, then 두부.csv in UTF-8.
    const path = Buffer.from('두부.csv')
    const extra = Buffer.concat([Buffer.of(0x75, 0x70, 5 + path.length, 0, 1, 0, 0, 0, 0), path])
    const texts = await textsOf(
      makeZip([
        { name: nfd, text: '1' },
        { name: nfd, text: '2', flags: 0 },
        { name: cp949, text: '3', flags: 0 },
        { name: 'x.csv', text: '4', flags: 0, extra },
      ]),
    )
    expect(texts).toEqual({
      'a.zip/행동.csv': '1',
      'a.zip/행동.csv (2)': '2',
      'a.zip/우유.csv': '3',
      'a.zip/두부.csv': '4',
    })
  })

  it('keeps hostile names as mere text', async () => {
    const names = [
      '../../etc/passwd.csv',
      '<img src=x onerror=alert(1)>.csv',
      'a\u202evsc.csv',
      'b\u0000.csv',
      '__proto__.csv',
    ]
    const sources = await sourcesOf(makeZip(names.map((name) => ({ name, text: TEXT }))))
    expect(sources.map(({ name }) => name)).toEqual([
      'a.zip/../../etc/passwd.csv',
      'a.zip/<img src=x onerror=alert(1)>.csv',
      'a.zip/a\ufffdvsc.csv',
      'a.zip/b\ufffd.csv',
      'a.zip/__proto__.csv',
    ])
  })

  it('may be a zip64, and have a comment that looks like an end', async () => {
    const wanted = { 'a.zip/a.csv': TEXT, 'a.zip/b.csv': '2' }
    const entries = [
      { name: 'a.csv', text: TEXT, zip64: true },
      { name: 'b.csv', text: '2', method: 0 },
    ]
    expect(await textsOf(makeZip(entries, { zip64: true }))).toEqual(wanted)
    expect(await textsOf(makeZip(entries))).toEqual(wanted)
    expect(await textsOf(makeZip(entries, { comment: `PK\u0005\u0006${'\0'.repeat(18)} 우유` }))).toEqual(wanted)
    expect(await textsOf(makeZip(entries, { zip64: true, comment: 'c'.repeat(60_000) }))).toEqual(wanted)
  })

  it('is told when an entry is not what the directory says', async () => {
    expect(await failureOf({})).toBeNull()
    expect(await failureOf({ method: 0 })).toBeNull()
    expect(await failureOf({ method: 0, crc: 1 })).toMatch(/^archive-damaged: .*CRC-32/)
    expect(await failureOf({ crc: 1 })).toMatch(/^archive-damaged: .*CRC-32/)
    expect(await failureOf({ unpackedBytes: TEXT.length - 1 })).toMatch(/^archive-damaged: .*(longer|directory)/)
    expect(await failureOf({ unpackedBytes: TEXT.length + 1 })).toMatch(/^archive-damaged: .*directory/)
    expect(await failureOf({ unpackedBytes: TEXT.length + 2 ** 32, zip64: true })).toMatch(/^archive-/)
    expect(await failureOf({ method: 0, packedBytes: TEXT.length - 1 })).toBe(
      'archive-damaged: the entry has two sizes',
    )
    expect(await failureOf({ packedBytes: 5 })).toMatch(/^archive-damaged/)
    expect(await failureOf({ flags: 0x0801 })).toBe('archive-damaged: the entry is encrypted')
    expect(await failureOf({ method: 12 })).toMatch(/packed in a way other than deflate/)
    expect(await failureOf({ headerStart: 1 })).toMatch(/not where/)
  })

  it('never gives a text that a flipped bit has changed, and is told when it is cut off', async () => {
    const zip = makeZip([
      { name: 'a.csv', text: TEXT },
      { name: 'b.csv', text: TEXT, method: 0 },
    ])
    const told = new Set<string>()
    for (let at = 4; at < zip.length; at += 1) {
      const flipped = Uint8Array.from(zip)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at & 7))
      const opened = await openSources(fileOf(flipped))
      for (const source of 'sources' in opened ? opened.sources : []) {
        const text = await readAll(source.open()).catch((error: unknown) => error)
        if (Buffer.isBuffer(text)) expect(text.toString(), `bit of byte ${at}`).toBe(TEXT)
        else told.add(text instanceof DomainError ? text.code : String(text))
      }
      expect((await refused(zip.subarray(0, at)))?.code, `cut at ${at}`).toBe('archive-damaged')
    }
    expect([...told]).toEqual(['archive-damaged'])
  })

  it('is refused whole when its directory is damaged or hostile', async () => {
    const two = [
      { name: 'a.csv', text: TEXT, method: 0 },
      { name: 'b.csv', text: TEXT, method: 0 },
    ]
    const found = async (...zip: Parameters<typeof makeZip>) => (await refused(makeZip(...zip)))?.found
    expect(await found(two.map((entry) => ({ ...entry, headerStart: 0 })))).toBe(
      'entries of the zip lie over each other',
    )
    expect(await found([{ name: 'a.csv', text: TEXT, packedBytes: 10_000 }])).toBe(
      'an entry of the zip is longer than the file',
    )
    expect(await found([{ name: 'a.csv', text: TEXT, headerStart: 2 ** 40, zip64: true }])).toMatch(
      /longer than the file/,
    )
    expect(await found(two, { entryCount: 3 })).toMatch(/damaged|shorter/)
    expect(await found(two, { entryCount: 60_000 })).toBe('the zip directory is shorter than its entries')
    expect(await found(two, { directoryStart: 5 })).toBe('the zip directory is not where the end record says')
    expect(await found(two, { zip64: true, directoryStart: 2 ** 50 })).toMatch(/not where/)
    expect(await found(two, { diskNumber: 1 })).toBe('the zip is one part of several')
  })

  it('is stopped at its limits', async () => {
    const many = makeZip(Array.from({ length: 5 }, (_, at) => ({ name: `${at}.csv`, text: TEXT })))
    expect(await refused(many, { ...ARCHIVE_LIMITS, entries: 4 })).toEqual({
      code: 'archive-too-large',
      found: '5 tables',
    })
    expect((await refused(many, { ...ARCHIVE_LIMITS, directoryBytes: 100 }))?.code).toBe('archive-too-large')
    expect(await refused(many, { ...ARCHIVE_LIMITS, entries: 5 })).toBeNull()

    const bomb = makeZip([{ name: 'a.csv', text: new Uint8Array(100_000) }])
    const opened = await openSources(fileOf(bomb), { ...ARCHIVE_LIMITS, freeBytes: 10_000, ratio: 50 })
    const [source] = 'sources' in opened ? opened.sources : []
    const stream = source?.open() ?? expect.fail('no source')
    await expect(stream.read(new Uint8Array(10))).rejects.toMatchObject({ code: 'archive-too-large' })
    // A directory that lies about the size is caught at the first byte too many.
    expect(await failureOf({ text: new Uint8Array(100_000), unpackedBytes: 100 })).toMatch(/^archive-damaged/)
  })
})
