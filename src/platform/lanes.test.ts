import { expose } from 'comlink'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { installDomainErrorTransfer } from '../protocol/domain-error-transfer.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { fileSource } from './file-source.ts'
import { createLane } from './ingest-service.ts'
import { file, hangingSource, isReading, peopleCsv, quiet, serviceOf } from './loads.fixture.ts'

const ports: MessagePort[] = []
beforeAll(installDomainErrorTransfer)
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

const ids = (count: number) => Array.from({ length: count }, (_, id) => id)
const LARGE = file(
  'large.csv',
  `pd_c,clac_nm1\n${ids(3000)
    .map((id) => `${id},우유 ${id}\n`)
    .join('')}`,
)
const SMALL = file('small.csv', peopleCsv(ids(400)))
const BOTH = [SMALL, LARGE]

/** A service with one lane over a real message channel; what the lane reads comes from `sources`. */
function withLane(sources: (source: ByteSource) => ByteSource = (source) => source, stallMs = 5_000) {
  const read: string[] = []
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const lane = createLane({
    reader: (source, plan, onBlock) => {
      read.push(source.name)
      return createByteTableReader(64)(source, plan, onBlock)
    },
    // A file crosses this channel without its name in node.
    openSources: () => Promise.resolve({ sources: BOTH.map((each) => sources(fileSource(each))) }),
  })
  expose(lane, port2)
  const service = serviceOf({ stallMs })
  service.addLane(1, port1)
  return { service, read, port: port2 }
}

describe('a lent lane', () => {
  it('reads the smaller file, and gives the same tables as the worker alone', async () => {
    const { service, read } = withLane()
    const ticks: LoadProgress[] = []
    const outcome = await service.load(1, BOTH, {}, (tick) => void ticks.push(tick))
    expect(read).toEqual(['small.csv'])
    const alone = await serviceOf().load(1, BOTH, {}, quiet)
    expect(outcome.summary).toEqual(alone.summary)
    expect(service.history('399').gender).toBe('F')
    const last = ticks.filter(isReading).at(-1)
    expect(last).toMatchObject({ done: last?.total, rowsInAll: 3400 })
  })

  it('passes on why a file is refused', async () => {
    const { service } = withLane()
    const choices = { 'small.csv': { policies: { 'missing-id': 'block' } } } as const
    const bad = file('small.csv', `${peopleCsv(ids(3))},F,30\n`)
    BOTH.splice(0, 1, bad)
    try {
      const outcome = await service.load(1, BOTH, choices, quiet)
      expect(outcome.refusals).toMatchObject([{ code: 'issue-blocked', issue: { code: 'missing-id', line: 5 } }])
      expect(outcome.loadedRoles).toEqual(['products'])
    } finally {
      BOTH.splice(0, 1, SMALL)
    }
  })

  it('that dies gives its file back, and the load goes on', async () => {
    let slow: ReturnType<typeof hangingSource> | null = null
    const { service, read } = withLane((source) => (slow = hangingSource(source, 4)))
    const done = service.load(1, BOTH, {}, quiet)
    await expect.poll(() => read).toEqual(['small.csv'])
    service.laneLost(1)
    const outcome = await done
    expect(slow).not.toBeNull()
    expect(outcome.summary).toEqual((await serviceOf().load(1, BOTH, {}, quiet)).summary)
  })

  it('hears of a cancel at once, though its disk does not answer', async () => {
    const slow: ReturnType<typeof hangingSource>[] = []
    const { service, read } = withLane((source) => {
      const hanging = hangingSource(source, 4)
      slow.push(hanging)
      return hanging
    })
    const stopped = service.load(1, BOTH, {}, quiet)
    await expect.poll(() => read).toEqual(['small.csv'])
    const askedAt = performance.now()
    service.cancel(1)
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - askedAt).toBeLessThan(100)
    // The lane closed what it read, so it is free for the next load.
    await expect.poll(() => slow.some((each) => each.closed())).toBe(true)
    expect(() => service.overview()).toThrow(expect.objectContaining({ code: 'no-dataset' }))
  })

  it('whose file does not move any more ends the load', async () => {
    const { service } = withLane((source) => hangingSource(source, 2), 100)
    const stalled = service.load(1, BOTH, {}, quiet)
    await expect(stalled).rejects.toMatchObject({ code: 'stalled', details: { fileName: 'small.csv' } })
  })

  it('that was given back is not used again', async () => {
    const { service, read } = withLane()
    service.laneLost(1)
    await service.load(1, BOTH, {}, quiet)
    expect(read).toEqual([])
  })
})
