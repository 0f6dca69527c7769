import { describe, expect, it } from 'vitest'
import type { DomainError } from '../domain-error.ts'
import { rowOf } from '../matrix/csr.ts'
import { noSegments } from '../signals/client-segments.ts'
import { uncontrolled, type TaskProgress } from '../task-control.ts'
import { checkerboard } from './checkerboard.fixture.ts'
import { fitComparisons } from './fit-comparisons.ts'
import { fitModel, modelChoices } from './fit-model.ts'
import { COMPARED_MODELS } from './registry.ts'

const world = checkerboard(20, 20)
const { csr, categoryCount } = world
const data = { csr, categoryCount, segments: noSegments(csr.rows), seed: 3 }

describe('a model that is fitted on demand', () => {
  it('is the one that stands in the comparison, for every model of the registry', async () => {
    const { models } = await fitComparisons(data, () => Promise.resolve())
    for (const { id, model } of models) {
      const own = await fitModel(id, data, uncontrolled)
      expect(own.id).toBe(id)
      const scores = own.fitRow(rowOf(csr, 4))?.scores
      expect(
        Buffer.from(scores!.slice().buffer).equals(Buffer.from(model.fitRow(rowOf(csr, 4))!.scores.slice().buffer)),
      ).toBe(true)
    }
  })

  it('reports from the start to the end, and stops when told', async () => {
    const ticks: TaskProgress[] = []
    await fitModel('bpr', data, { tick: (tick) => void ticks.push(tick), isCancelled: () => false })
    expect(ticks[0]).toEqual({ stage: 'fitting', done: 0, total: csr.rows, unit: 'clients' })
    expect(ticks.at(-1)).toMatchObject({ done: csr.rows })
    const done = ticks.map((tick) => tick.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    const stopped = fitModel('bpr', data, { tick: () => undefined, isCancelled: () => true })
    await expect(stopped).rejects.toThrow(expect.objectContaining({ code: 'cancelled' }) as DomainError)
  })

  it('can be chosen unless it refuses data of this size, and then says why', async () => {
    expect(modelChoices(data).map(({ id }) => id)).toEqual(['als', 'popular', ...COMPARED_MODELS.map(({ id }) => id)])
    const large = { ...data, categoryCount: 3_000 }
    expect(modelChoices(large).find(({ id }) => id === 'ease')?.leftOut).toMatchObject({
      reason: 'too-many-categories',
      count: 3_000,
    })
    for (const [id, of] of [
      ['ease', large],
      ['als', data],
    ] as const)
      await expect(fitModel(id, of, uncontrolled)).rejects.toMatchObject({ code: 'bad-setting' })
  })
})
