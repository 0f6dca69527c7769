import { describe, expect, it } from 'vitest'
import { createByteTableReader } from './byte-table-reader.ts'
import { createDatasetService } from './dataset-service.ts'
import { fakeStorage } from './kept-storage.fixture.ts'
import { openSources } from './open-sources.ts'

const TRANSACTIONS = `clnt_id,trans_id,trans_seq,biz_unit,pd_c,de_dt,de_tm,buy_am,buy_ct
7,T1,1,A03,0347,20190913,01:20,100000016899,1
7,T1,1,A03,0347,20190913,01:20,100000016899,1
007,T2,1,B01,0012,20190920,10:00,,0
x,T3,1,B01,0012,2019,10:00,5,1
`
const PEOPLE = 'clnt_id,clnt_gender,clnt_age\n7,F,30\n9,여,\n'
const FILES = [new File([TRANSACTIONS], 'b.csv'), new File([PEOPLE], '고객.csv')]
const REPAIRS = { dropDuplicateLines: true, emptyOutlierAmounts: false }
const quiet = () => undefined

const createService = (keptStorage = fakeStorage()) =>
  createDatasetService({
    reader: createByteTableReader(),
    openSources,
    keptStorage,
    makeDemoFiles: () => Promise.resolve([]),
  })

async function keptService() {
  const storage = fakeStorage()
  const service = createService(storage)
  await service.load(1, FILES, {}, quiet)
  const summary = await service.setRepairs(REPAIRS)
  const kept = await service.keep(2, 7, quiet)
  return { storage, service, summary, kept }
}

describe('a data set that was kept', () => {
  it('is the same when it is opened without its files, repairs and problems included', async () => {
    const { storage, service, summary, kept } = await keptService()
    expect(kept).toMatchObject({ state: 'kept', data: { fingerprint: summary.fingerprint, rowCount: 5 } })
    const next = createService(storage)
    expect(await next.keptState()).toEqual(kept)
    const outcome = await next.reopen(1, quiet)
    expect(outcome.loadedRoles).toEqual(['transactions', 'demographics'])
    expect({ ...outcome.summary, version: summary.version }).toEqual(summary)
    expect(next.history('7')).toEqual(service.history('7'))
    expect(new TextDecoder().decode(next.issuesCsv())).toBe(new TextDecoder().decode(service.issuesCsv()))
    expect(new TextDecoder().decode(next.issuesCsv())).toContain('2019')
  })

  it('comes back in bytes first and rows after', async () => {
    const { storage } = await keptService()
    const stages: string[] = []
    await createService(storage).reopen(1, ({ stage }) => void stages.push(stage))
    expect(stages[0]).toBe('reopening')
  })

  it('leaves what is loaded alone when it cannot be opened or is not wanted any more', async () => {
    const { storage, service, summary } = await keptService()
    const cancelled = service.reopen(5, quiet)
    service.cancel(5)
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    storage.contents.get('save-1/transactions')![0]! ^= 1
    await expect(service.reopen(6, quiet)).rejects.toMatchObject({ code: 'kept-data-unusable' })
    const everyone = {
      sort: { key: 'clientId', descending: false },
      text: '',
      segment: 'all',
      start: 0,
      end: 9,
    } as const
    expect(service.clients(everyone).version).toBe(summary.version)
    expect(storage.contents.size).toBe(0)
  })

  it('is gone when it is forgotten, and needs data to be made', async () => {
    const { storage, service } = await keptService()
    expect(await service.forgetKept()).toEqual({ state: 'none' })
    expect(storage.contents.size).toBe(0)
    await expect(createService().keep(1, 7, quiet)).rejects.toMatchObject({ code: 'no-dataset' })
  })
})
