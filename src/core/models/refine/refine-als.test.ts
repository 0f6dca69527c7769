import { describe, expect, it } from 'vitest'
import { rowOf, type Csr } from '../../matrix/csr.ts'
import { createRandom } from '../../matrix/random.ts'
import { evaluateFold } from '../../metrics/evaluate-fold.ts'
import { buildEvidence, wholePeriod } from '../../signals/build-evidence.ts'
import { chooseCategories } from '../../signals/category-columns.ts'
import { DEFAULT_EVIDENCE } from '../../signals/default-evidence.ts'
import { heldOutTruth } from '../../signals/held-out-truth.ts'
import { rollingFolds } from '../../split/rolling-folds.ts'
import { datasetOf, line, search } from '../../tables/table.fixture.ts'
import { uncontrolled } from '../../task-control.ts'
import { refineAls, type RefineProgress } from './refine-als.ts'

function csrOf(rows: readonly (readonly number[])[], cols: number): Csr {
  const columns = rows.map((row) => [...new Set(row)].sort((a, b) => a - b))
  const rowPtr = [0]
  for (const row of columns) rowPtr.push(rowPtr.at(-1)! + row.length)
  return {
    rows: rows.length,
    cols,
    rowPtr: Uint32Array.from(rowPtr),
    colIdx: Uint32Array.from(columns.flat()),
    values: new Float32Array(rowPtr.at(-1)!).fill(1),
  }
}

const CATEGORIES = 40

/**
 * Ten groups of tastes over forty categories: before the fold each client bought two categories, inside it two, of its group but
 * for a share of `noise`. The rule's ridge presses tastes this small to zero, and twice its alpha lifts them above: known
 * by construction. With a noise of 1 nobody has a taste, and no settings can do better than others.
 */
function groups(noise: number, clients = 300) {
  const random = createRandom(3)
  const had: number[][] = []
  const next: number[][] = []
  for (let client = 0; client < clients; client++) {
    const group = random.int(10)
    const buy = () => (random.next() < noise ? random.int(CATEGORIES) : group * 4 + random.int(4))
    had.push([buy(), buy()])
    next.push([buy(), buy()])
  }
  return { training: csrOf(had, CATEGORIES), truth: csrOf(next, CATEGORIES) }
}

describe('refineAls', () => {
  it('finds the candidate that a world was made for', async () => {
    const { training, truth } = groups(0.2)
    const result = await refineAls(training, CATEGORIES, truth, uncontrolled)
    const best = result.tried[result.best]!
    expect(best.candidate).toEqual({ lambda: 1, alpha: 2, factors: 1 })
    expect(best.difference).toMatchObject({ word: 'better', clients: 300 })
    expect(best.difference!.low).toBeGreaterThan(0.1)
    expect(best.onWords).toMatchObject({ clients: 0, word: 'too-few-clients' })
    expect(result).toMatchObject({ clientsWithTruth: 300, population: 300 })
    // Its figures are those of the evaluation with the same settings.
    const { models } = await evaluateFold(training, CATEGORIES, truth, best.settings, uncontrolled)
    const judged = models[0]!.values.find(({ metric, k }) => metric === 'NDCG' && k === 10)
    expect(best.ndcg).toBe(judged!.value)
  })

  it('stays with the rule in a world without tastes', async () => {
    const { training, truth } = groups(1)
    const result = await refineAls(training, CATEGORIES, truth, uncontrolled)
    expect(result.best).toBe(0)
    expect(result.tried[0]!.candidate).toEqual({ lambda: 1, alpha: 1, factors: 1 })
  })

  it('counts who is known by words alone, with truth and without', async () => {
    const { training, truth } = groups(0.2, 200)
    // All searched one of ten words; who comes after the 120th bought nothing, and the last ten did nothing at all.
    const rows = Array.from({ length: 200 }, (_, client) => {
      const bought = client < 120 ? rowOf(training, client).columns : []
      return client < 190 ? [...bought, CATEGORIES + (client % 10)] : []
    })
    const result = await refineAls(csrOf(rows, CATEGORIES + 10), CATEGORIES, truth, uncontrolled)
    for (const { onWords, difference } of result.tried.slice(1)) {
      expect(difference!.clients).toBe(200)
      expect(onWords!.clients).toBe(70)
    }
  })

  it('tells how far it is, one bar over all, and stops when told', async () => {
    const { training, truth } = groups(0.2, 60)
    const ticks: RefineProgress[] = []
    await refineAls(training, CATEGORIES, truth, {
      tick: (progress) => void ticks.push(progress),
      isCancelled: () => false,
    })
    const done = ticks.map((tick) => tick.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(done[0]).toBe(0)
    expect(done.at(-1)).toBeCloseTo(ticks[0]!.total, 6)
    expect(new Set(ticks.map(({ total, candidates }) => `${total} ${candidates}`)).size).toBe(1)
    expect([...new Set(ticks.map(({ candidate }) => candidate))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    let heard = 0
    const stopping = {
      tick: ({ candidate }: RefineProgress) => void (heard = candidate),
      isCancelled: () => heard === 3,
    }
    await expect(refineAls(training, CATEGORIES, truth, stopping)).rejects.toMatchObject({ code: 'cancelled' })
    expect(heard).toBe(3)
  })

  it('refuses truth that does not fit, and evidence that is empty', async () => {
    const { training, truth } = groups(0.2, 60)
    const fewer = csrOf([[0]], CATEGORIES)
    await expect(refineAls(training, CATEGORIES, fewer, uncontrolled)).rejects.toMatchObject({ code: 'bad-shape' })
    const empty = csrOf(
      Array.from({ length: 60 }, () => []),
      CATEGORIES,
    )
    await expect(refineAls(empty, CATEGORIES, truth, uncontrolled)).rejects.toMatchObject({ code: 'empty-evidence' })
  })

  it('sees nothing of the days after the first fold', async () => {
    const START = 18_140
    const DAYS = 60
    const date = (day: number): string => new Date((START + day) * 86_400_000).toISOString().slice(0, 10)
    /** Lines and searches of sixty days; those of the last four weeks are drawn from another stream. */
    const shop = (laterSeed: number) => {
      const usual = createRandom(5)
      const later = createRandom(laterSeed)
      const lines: Record<string, string>[] = []
      const searches: Record<string, string>[] = []
      for (let day = 0; day < DAYS; day++) {
        const random = day < DAYS - 28 ? usual : later
        for (let event = 0; event < 30; event++) {
          const client = `c${random.int(70)}`
          lines.push(line(client, String(random.int(20) + 1).padStart(4, '0'), date(day), String(1 + random.int(3))))
          searches.push(search(client, `word${random.int(12)}`, date(day)))
        }
      }
      const clients = Array.from({ length: 70 }, (_, client) => ({ clnt_id: `c${client}` }))
      return datasetOf({ demographics: clients, transactions: lines, actions: searches })
    }
    const refined = async (laterSeed: number) => {
      const dataset = shop(laterSeed)
      const period = wholePeriod(dataset)
      expect(period.endDay - period.startDay).toBe(DAYS)
      const [{ training, test }] = rollingFolds(period)
      const { csr, columnSpace, segments } = buildEvidence(dataset, training, DEFAULT_EVIDENCE)
      const { columnOfLeaf } = chooseCategories(dataset, training, 3)
      const { truth } = heldOutTruth(dataset, test, columnOfLeaf, columnSpace.categoryCount)
      return refineAls(csr, columnSpace.categoryCount, truth, uncontrolled, undefined, segments)
    }
    const first = await refined(6)
    expect(await refined(7)).toEqual(first)
    expect(first.clientsWithTruth).toBeGreaterThan(50)
  })
})
