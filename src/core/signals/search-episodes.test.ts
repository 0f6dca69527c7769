import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../positions.ts'
import { datasetOf } from '../tables/table.fixture.ts'
import { buildEvidence } from './build-evidence.ts'
import { DEFAULT_EVIDENCE } from './default-evidence.ts'
import { OUTCOME, searchEpisodes } from './search-episodes.ts'

const START = 18_140
const days = { startDay: asDay(START), endDay: asDay(START + 10) }
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

interface Hit {
  readonly client: string
  readonly session: string
  readonly sequence: number | null
  readonly type: number
  readonly day: number
  readonly minute: number
  readonly elapsed: number | null
  readonly transaction: string
  readonly word: string
}

const rowOf = (hit: Hit): Record<string, string> => ({
  clnt_id: hit.client,
  sess_id: hit.session,
  hit_seq: hit.sequence === null ? '' : String(hit.sequence),
  action_type: String(hit.type),
  sess_dt: dateOf(hit.day),
  hit_tm: `00:0${hit.minute}`,
  hit_pss_tm: hit.elapsed === null ? '' : String(hit.elapsed),
  trans_id: hit.transaction,
  sech_kwd: hit.type === 0 ? hit.word : '',
})

/** The rule in plain words: lists of objects, filtered again and again. */
function naive(hits: readonly Hit[], repeatMs: number): Map<Hit, number> {
  const inside = hits.filter((hit) => hit.day >= days.startDay && hit.day < days.endDay)
  const out = new Map<Hit, number>(hits.filter((hit) => hit.type === 0).map((hit) => [hit, 0]))
  const firstOf = (hit: Hit): Hit =>
    inside
      .filter((one) => one.type === 6 && one.client === hit.client && one.transaction === hit.transaction)
      .sort((a, b) => a.day - b.day || a.minute - b.minute || inside.indexOf(a) - inside.indexOf(b))[0]!
  const sessions = new Map<string, Hit[]>()
  for (const hit of inside.filter((one) => one.session !== '')) {
    const key = `${hit.client} ${hit.session}`
    sessions.set(key, [...(sessions.get(key) ?? []), hit])
  }
  for (const session of sessions.values()) {
    const sorted = [...session].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0))
    const repeats = new Set(
      sorted.filter((hit, at) => {
        const before = sorted[at - 1]
        if (before?.type !== hit.type || hit.elapsed === null || before.elapsed === null) return false
        const gap = hit.elapsed - before.elapsed
        return gap >= 0 && gap < repeatMs && (hit.type !== 0 || hit.word === before.word)
      }),
    )
    for (const hit of repeats) if (hit.type === 0) out.set(hit, OUTCOME.repeat)
    const counted = sorted.filter((hit) => !repeats.has(hit))
    counted.forEach((search, at) => {
      if (search.type !== 0) return
      const rest = counted.slice(at + 1)
      const next = rest.findIndex((hit) => hit.type === 0)
      const episode = next < 0 ? rest : rest.slice(0, next)
      let cart = 0
      for (const hit of episode) cart = hit.type === 3 ? cart + 1 : hit.type === 4 ? Math.max(0, cart - 1) : cart
      const bought = sorted
        .slice(sorted.indexOf(search))
        .some((hit) => hit.type === 6 && (hit.transaction === '' || firstOf(hit).session === hit.session))
      out.set(
        search,
        Math.min(5, episode.filter((hit) => hit.type === 2).length) |
          (cart > 0 ? OUTCOME.cart : 0) |
          (episode.some((hit) => hit.type === 5) ? OUTCOME.checkout : 0) |
          (bought ? OUTCOME.purchase : 0),
      )
    })
  }
  return out
}

const hitOn = (day: fc.Arbitrary<number>): fc.Arbitrary<Hit> =>
  fc.record({
    client: fc.constantFrom('1', '2'),
    session: fc.constantFrom('1', '2', '3', ''),
    sequence: fc.oneof({ weight: 9, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(null) }),
    type: fc.constantFrom(0, 0, 1, 2, 2, 3, 3, 4, 5, 6, 7),
    day,
    minute: fc.nat(2),
    elapsed: fc.oneof(
      { weight: 9, arbitrary: fc.nat(6).map((n) => n * 500) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    transaction: fc.constantFrom('', '7', '8'),
    word: fc.constantFrom('우유', '두부', ''),
  })

/** What followed the searches of both clients, those of the first client first. */
const outcomesOf = (hits: readonly Hit[], repeatMs: number): number[] =>
  Array.from(searchEpisodes(datasetOf({ actions: hits.map(rowOf) }), days, repeatMs) ?? [])

describe('search episodes', () => {
  it('agree with a naive version, with days outside the window among the hits', () => {
    const anyDay = fc.integer({ min: START - 1, max: START + 11 })
    fc.assert(
      fc.property(
        fc.array(hitOn(anyDay), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0, 1000),
        (hits, repeatMs) => {
          const expected = naive(hits, repeatMs)
          const searches = ['1', '2'].flatMap((client) => hits.filter((hit) => hit.type === 0 && hit.client === client))
          expect(outcomesOf(hits, repeatMs)).toEqual(searches.map((hit) => expected.get(hit)))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('add up to the weights of the design, and are counted', () => {
    const hit = (sequence: number, type: number, transaction = ''): Hit => ({
      ...{ client: '1', session: '1', day: START, minute: 0, word: sequence < 20 ? '우유' : '두부' },
      ...{ sequence, type, transaction, elapsed: sequence * 5000 },
    })
    const milk = [1, 2, 3, 4, 5, 6].map((at) => hit(at, 2))
    const double = { ...hit(1, 0), sequence: 0, elapsed: 4500 }
    const hits = [
      hit(26, 6, '9'),
      hit(10, 3),
      ...milk.map((one) => ({ ...one, sequence: one.sequence! + 1 })),
      { ...hit(0, 0), elapsed: 4000 },
      hit(11, 3),
      hit(12, 4),
      { ...double, sequence: 1 },
      hit(21, 0),
      hit(22, 3),
      hit(23, 4),
      hit(24, 5),
      hit(25, 5),
      hit(27, 6, '9'),
    ]
    const settings = { ...DEFAULT_EVIDENCE, halfLifeDays: null, capQuantile: 1, minKeywordUses: 1, mu: 1 }
    const { csr, columnSpace, tally } = buildEvidence(datasetOf({ actions: hits.map(rowOf) }), days, settings)
    expect(columnSpace.keywords).toEqual(['두부', '우유'])
    expect(csr.values[0]).toBeCloseTo(0.25 + 0.2 + 0.5, 6)
    expect(csr.values[1]).toBeCloseTo(0.25 + 5 * 0.05 + 0.3 + 0.5, 6)
    expect(tally.events).toEqual({
      ...{ purchaseLines: 0, searches: 2, details: 5, carts: 1, checkouts: 1, sessionPurchases: 2, repeats: 1 },
    })
  })

  it('leave the evidence as it is, whatever happens outside the window', () => {
    const insideDay = fc.integer({ min: START, max: START + 9 })
    const outsideDay = fc.constantFrom(START - 3, START - 1, START + 10, START + 12)
    const settings = { ...DEFAULT_EVIDENCE, minKeywordUses: 1 }
    const anchor: Hit = {
      ...{ client: '2', session: '1', sequence: 1, type: 0, day: START, minute: 0 },
      ...{ elapsed: 0, transaction: '', word: '우유' },
    }
    fc.assert(
      fc.property(
        fc.array(hitOn(insideDay), { maxLength: 25 }),
        fc.array(fc.record({ at: fc.nat(30), hit: hitOn(outsideDay) }), { maxLength: 25 }),
        (hits, noise) => {
          const first = { ...anchor, client: '1', session: '2' }
          const quiet = [first, anchor, ...hits]
          const loud: Hit[] = [...quiet]
          for (const { at, hit } of noise) loud.splice(at, 0, hit)
          const build = (all: readonly Hit[]) => buildEvidence(datasetOf({ actions: all.map(rowOf) }), days, settings)
          expect(build(loud)).toEqual(build(quiet))
        },
      ),
    )
  })

  it('keep the order of hits with numbers beyond 31 bits, and of a session of many hits', () => {
    const many = Array.from({ length: 300 }, (_, at): Hit => ({
      ...{ client: '1', session: '1', day: START, minute: 0, elapsed: null, transaction: '', word: '우유' },
      sequence: 4_294_967_000 - at,
      type: at === 299 ? 0 : at === 0 ? 6 : 1,
    }))
    expect(outcomesOf(many, 1000)).toEqual([OUTCOME.purchase])
    expect(outcomesOf([...many].reverse(), 1000)).toEqual([OUTCOME.purchase])
  })
})
