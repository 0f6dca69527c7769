import { expect, it } from 'vitest'
import type { FileRole } from '../core/tables/table.ts'
import type { TableReading } from '../core/ingest/table-reader.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { openSources } from './open-sources.ts'
import { createSmallTableReader } from './small-table-reader.ts'
import { warmUp } from './warm-up.ts'

const spying = () => {
  const readings: [FileRole, TableReading][] = []
  const reader = createSmallTableReader(createByteTableReader())
  return {
    readings,
    places: {
      openSources,
      reader: async (...call: Parameters<typeof reader>) => {
        const reading = await reader(...call)
        readings.push([call[1].role, reading])
        return reading
      },
    },
  }
}

it('reads a file of each role without a single doubt, so that the usual path is the one that is warm', async () => {
  const { readings, places } = spying()
  expect(await warmUp(places, new AbortController().signal)).toBe(true)
  expect(new Set(readings.map(([role]) => role))).toEqual(
    new Set(['actions', 'transactions', 'demographics', 'products']),
  )
  for (const [, { table, issues, notes }] of readings) {
    expect(table.rowCount).toBeGreaterThan(100)
    expect([issues, notes]).toEqual([[], []])
  }
})

it('ends when somebody waits', async () => {
  const { readings, places } = spying()
  const stop = new AbortController()
  const done = warmUp(places, stop.signal)
  stop.abort()
  expect(await done).toBe(false)
  expect(readings).toEqual([])
})
