import { describe, expect, it } from 'vitest'
import type { FileChoices } from '../core/ingest/file-choice.ts'
import { headerSignature } from '../core/ingest/header-signature.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { fileSource } from './file-source.ts'
import { file, hangingSource, isReading, peopleCsv, quiet, serviceOf } from './loads.fixture.ts'

const PRODUCTS = 'pd_c,clac_nm1\n1,Food\n2,Books\n'
const load = (service: ReturnType<typeof serviceOf>, files: readonly File[], choices: FileChoices = {}, id = 1) =>
  service.load(id, files, choices, quiet)

describe('two files of one role', () => {
  it('are one too many unless one is to be appended: then its rows follow', async () => {
    const files = [file('a.csv', peopleCsv([1, 2])), file('b.csv', peopleCsv([3])), file('c.csv', peopleCsv([4]))]
    const refused = await load(serviceOf(), files)
    expect(refused.refusals.map(({ fileName, code }) => [fileName, code])).toEqual([
      ['b.csv', 'same-role-twice'],
      ['c.csv', 'same-role-twice'],
    ])
    const service = serviceOf()
    const outcome = await load(service, files, { 'b.csv': { join: 'append' }, 'c.csv': { join: 'append' } })
    expect(outcome).toMatchObject({ refusals: [], replaced: [], loadedRoles: ['demographics'] })
    expect(outcome.summary?.files[0]).toMatchObject({
      sourceNames: ['a.csv', 'b.csv', 'c.csv'],
      fileName: 'a.csv + b.csv + c.csv',
      rowCount: 4,
      leftOutCount: 0,
      byteEncoding: null,
    })
    expect(outcome.summary?.clientCount).toBe(4)
  })

  it('of two loads: the second replaces the first and says so, or is appended to it', async () => {
    const service = serviceOf()
    await load(service, [file('a.csv', peopleCsv([1]))])
    const again = await load(service, [file('a.csv', peopleCsv([1, 2]))], {}, 2)
    expect(again.replaced).toEqual([])
    const other = await load(service, [file('b.csv', peopleCsv([3]))], {}, 3)
    expect(other.replaced).toEqual([{ role: 'demographics', fileName: 'b.csv', beforeName: 'a.csv' }])
    const both = await load(service, [file('a.csv', peopleCsv([1, 2]))], { 'a.csv': { join: 'append' } }, 4)
    expect(both.summary?.files[0]).toMatchObject({ sourceNames: ['b.csv', 'a.csv'], rowCount: 3 })
  })

  it('the one that is to replace the other is read alone', async () => {
    const files = [file('a.csv', peopleCsv([1])), file('b.csv', peopleCsv([2, 3]))]
    const outcome = await load(serviceOf(), files, { 'b.csv': { join: 'replace' } })
    expect(outcome.replaced).toEqual([{ role: 'demographics', fileName: 'b.csv', beforeName: 'a.csv' }])
    expect(outcome.summary?.files[0]).toMatchObject({ sourceNames: ['b.csv'], rowCount: 2 })
  })
})

describe('choices', () => {
  const FOREIGN = 'person,sex,years\n7,F,30\n8,M,40\n'
  const choice = { role: 'demographics', columns: { clnt_id: 0, clnt_gender: 1 } } as const

  it('by hand make a file usable, and are used again for an equal header', async () => {
    const first = await load(serviceOf(), [file('x.csv', FOREIGN)])
    expect(first.refusals[0]).toMatchObject({ code: 'unknown-header' })
    const signature = headerSignature(['person', 'sex', 'years'])
    expect(first.sources).toEqual([{ fileName: 'x.csv', fileIndex: 0, signature, recalled: null }])
    const mapped = await load(serviceOf(), [file('x.csv', FOREIGN)], { 'x.csv': choice })
    expect(mapped.summary?.files[0]).toMatchObject({ role: 'demographics', rowCount: 2 })
    expect(mapped.sources[0]).toMatchObject({ signature, recalled: null })
    const options = { remembered: { [signature]: choice } }
    const recalled = await serviceOf().load(1, [file('y.csv', FOREIGN)], {}, quiet, options)
    expect(recalled.summary?.files[0]).toMatchObject({ role: 'demographics', rowCount: 2, fileName: 'y.csv' })
    expect(recalled.sources[0]?.recalled).toEqual(choice)
  })

  it('of the role move what was read from the file to another one', async () => {
    const service = serviceOf()
    const both = file('x.csv', 'clnt_id,clnt_gender,clnt_age\n1,F,20\n2,M,30\n')
    await load(service, [both])
    const change: FileChoices = { 'x.csv': { role: 'products', columns: { pd_c: 0, clac_nm1: 1 } } }
    const moved = await service.load(2, [both], change, quiet, { only: ['x.csv'] })
    expect(moved.summary?.files.map(({ role }) => role)).toEqual(['products'])
  })

  it('of what to do with an issue can refuse the file, and no other', async () => {
    const files = [file('p.csv', `${PRODUCTS}3,a,b\n`), file('c.csv', peopleCsv([1]))]
    const outcome = await load(serviceOf(), files, { 'p.csv': { policies: { 'extra-field': 'block' } } })
    expect(outcome.refusals).toMatchObject([
      { fileName: 'p.csv', code: 'issue-blocked', role: 'products', issue: { code: 'extra-field', line: 4 } },
    ])
    expect(outcome.loadedRoles).toEqual(['demographics'])
  })

  it('are looked up by the name of the file, whatever it is', async () => {
    const outcome = await load(serviceOf(), [file('__proto__', PRODUCTS), file('constructor', peopleCsv([1]))])
    expect(outcome.loadedRoles).toEqual(['products', 'demographics'])
  })
})

describe('the encoding', () => {
  it('can be changed without reading the file again, and back', async () => {
    const bytes = Uint8Array.of(0xbf, 0xec, 0xc0, 0xaf)
    const service = serviceOf()
    const csv = new Blob(['pd_c,clac_nm1\n1,', bytes, '\n'])
    const before = (await load(service, [file('p.csv', csv)])).summary
    expect(before?.files[0]).toMatchObject({ encoding: 'CP949', byteEncoding: 'euc-kr' })
    expect(before?.files[0]?.firstRows).toEqual({ header: ['pd_c', 'clac_nm1'], rows: [['1', '우유']] })
    const wrong = await service.setEncoding('products', 'utf-8')
    expect(wrong).toMatchObject({ version: 2, files: [{ encoding: 'UTF-8', byteEncoding: 'utf-8' }] })
    expect(wrong.files[0]?.firstRows.rows[0]?.[1]).toContain('\uFFFD')
    expect(wrong.fingerprint).not.toBe(before?.fingerprint)
    const back = await service.setEncoding('products', 'euc-kr')
    expect(back).toEqual({ ...before, version: 3 })
    await expect(service.setEncoding('actions', 'utf-8')).rejects.toMatchObject({ code: 'no-dataset' })
  })

  it('of a file in UTF-16 is not the bytes of its texts any more', async () => {
    const service = serviceOf()
    const text = `\uFEFF${PRODUCTS}`
    const utf16 = Uint16Array.from(text, (letter) => letter.charCodeAt(0))
    const outcome = await load(service, [file('p.csv', utf16)])
    expect(outcome.summary?.files[0]).toMatchObject({ encoding: 'UTF-16 LE', byteEncoding: null, rowCount: 2 })
    await expect(service.setEncoding('products', 'euc-kr')).rejects.toMatchObject({ code: 'bad-setting' })
  })
})

describe('files side by side', () => {
  it('move together, each with its own rows and bytes', async () => {
    const ticks: LoadProgress[] = []
    const files = [
      file('c.csv', peopleCsv(Array.from({ length: 90 }, (_, id) => id))),
      file('p.csv', PRODUCTS.repeat(1)),
    ]
    await serviceOf().load(1, files, {}, (tick) => void ticks.push(tick))
    const reading = ticks.filter(isReading)
    const halfway = reading.find(
      ({ files: [one, two] }) => (two?.done ?? 0) > 0 && (one?.done ?? 0) < (one?.total ?? 0),
    )
    expect(halfway?.files[0]?.done).toBeGreaterThan(0)
    expect(reading.at(-1)?.files).toEqual([
      { role: 'demographics', fileName: 'c.csv', rows: 90, done: files[0]?.size, total: files[0]?.size },
      { role: 'products', fileName: 'p.csv', rows: 2, done: files[1]?.size, total: files[1]?.size },
    ])
  })

  it('end within 100 ms of a cancel though the disk does not answer, and what was there stays', async () => {
    const csv = peopleCsv(Array.from({ length: 900 }, (_, id) => id))
    const slow = hangingSource(fileSource(file('c.csv', csv)), 6)
    const service = serviceOf({
      openSources: (each) => Promise.resolve({ sources: [each.name === 'c.csv' ? slow : fileSource(each)] }),
    })
    await load(service, [file('p.csv', PRODUCTS)])
    const stopped = load(service, [file('c.csv', csv)], {}, 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const askedAt = performance.now()
    service.cancel(2)
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - askedAt).toBeLessThan(100)
    expect(slow.closed()).toBe(true)
    expect((await load(service, [], {}, 3)).summary?.files.map(({ role }) => role)).toEqual(['products'])
  })

  it('that do not move any more end the load, and nothing of it is put in', async () => {
    const csv = peopleCsv(Array.from({ length: 900 }, (_, id) => id))
    for (const reads of [0, 9]) {
      const slow = hangingSource(fileSource(file('c.csv', csv)), reads)
      const service = serviceOf({
        openSources: (each) => Promise.resolve({ sources: [each.name === 'c.csv' ? slow : fileSource(each)] }),
        stallMs: 60,
      })
      const stalled = load(service, [file('p.csv', PRODUCTS), file('c.csv', csv)])
      await expect(stalled).rejects.toMatchObject({ code: 'stalled', details: { fileName: 'c.csv' } })
      expect(() => service.overview()).toThrow(expect.objectContaining({ code: 'no-dataset' }))
    }
  })

  it('do not count as stuck while the page is slow to answer', async () => {
    const service = serviceOf({ stallMs: 40 })
    let isFirst = true
    const outcome = await service.load(1, [file('p.csv', PRODUCTS)], {}, async () => {
      if (isFirst) await new Promise((resolve) => setTimeout(resolve, 120))
      isFirst = false
    })
    expect(outcome.loadedRoles).toEqual(['products'])
  })
})

describe('row issues', () => {
  const BAD = `${PRODUCTS}3\n4,=a,b\n5\n`

  it('are answered in windows, by role, kind and words', async () => {
    const service = serviceOf()
    await load(service, [file('p.csv', BAD), file('c.csv', `${peopleCsv([1])}2\n`)])
    const ask = { role: null, code: null, text: '', start: 0, end: 9 }
    const all = service.issues(ask)
    expect(all).toMatchObject({ total: 4, kept: 4, counted: 4 })
    expect(all.rows.map(({ role, line }) => [role, line])).toContainEqual(['demographics', 3])
    expect(service.issues({ ...ask, role: 'products', start: 1, end: 2 })).toMatchObject({
      total: 3,
      rows: [{ line: 5 }],
    })
    expect(service.issues({ ...ask, code: 'extra-field' }).rows).toMatchObject([{ raw: '4,=a,b' }])
    expect(service.issues({ ...ask, text: '=A' })).toMatchObject({ total: 1, counted: 4 })
  })

  it('are written as a Frictionless report with all that is needed to find them', async () => {
    const service = serviceOf()
    await load(service, [file('p.csv', BAD)], { 'p.csv': { policies: { 'missing-field': 'missing' } } })
    const report: unknown = JSON.parse(new TextDecoder().decode(service.issuesJson()))
    expect(report).toMatchObject({
      valid: false,
      stats: { tasks: 1, errors: 3 },
      tasks: [
        {
          name: 'p.csv',
          valid: false,
          labels: ['pd_c', 'clac_nm1'],
          stats: { errors: 3, rows: 5, fields: 2 },
          policies: { 'missing-field': 'missing' },
          errors: [
            { type: 'missing-cell', rowNumber: 4, byteOffset: 29, recscopeCode: 'missing-field', policy: 'missing' },
            { type: 'extra-cell', rowNumber: 5, row: '4,=a,b', policy: 'skip' },
            { type: 'missing-cell', rowNumber: 6 },
          ],
        },
      ],
    })
  })
})
