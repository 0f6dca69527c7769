import { expect, it } from 'vitest'
import { MS_PER_DAY, PERIOD_DAYS } from './calendar.ts'
import { cutAtMidnight } from './sessions.ts'

const hit = (ms: number) => ({ type: 2, ms, transId: 0, keyword: '' })

it('leaves a session inside one day as it is', () => {
  const hits = [hit(1_000), hit(5_000)]
  expect(cutAtMidnight({ unit: 1, startMs: 500, hits, intents: [3] })).toEqual([
    { unit: 1, day: 0, startMs: 500, hits, intents: [3] },
  ])
})

it('starts a new session at midnight, its time counted from there', () => {
  const startMs = MS_PER_DAY - 10_000
  const parts = cutAtMidnight({ unit: 2, startMs, hits: [hit(startMs), hit(MS_PER_DAY + 3_000)], intents: [5] })
  expect(parts.map(({ intents }) => intents)).toEqual([[5], [5]])
  expect(parts.map(({ day, startMs: from, hits }) => [day, from, hits.length])).toEqual([
    [0, startMs, 1],
    [1, MS_PER_DAY, 1],
  ])
})

it('keeps hits inside the period', () => {
  const end = PERIOD_DAYS * MS_PER_DAY
  const parts = cutAtMidnight({ unit: 0, startMs: end - 100, hits: [hit(end - 100), hit(end + 900)], intents: [] })
  expect(parts).toHaveLength(1)
  expect(parts[0]?.hits.at(-1)?.ms).toBe(end - 1)
})
